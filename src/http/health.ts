import { Router } from "express";

/** Each resolves where the service answers. */
export type Checks = Record<"graph" | "queue", () => Promise<unknown>>;

/** `/livez`: the process answers. `/readyz`: 200 where Neo4j answers, else 503; says of each service whether it does. */
export function health(checks: Checks): Router {
  const router = Router();
  router.get("/livez", (_request, response) => {
    response.json({ live: true });
  });
  router.get("/readyz", async (_request, response) => {
    const [graph, queue] = await Promise.all([answers(checks.graph), answers(checks.queue)]);
    response.status(graph ? 200 : 503).json({ graph, queue });
  });
  return router;
}

const answers = (check: () => Promise<unknown>): Promise<boolean> =>
  check().then(
    () => true,
    () => false,
  );
