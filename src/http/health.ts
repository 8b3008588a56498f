import { Router } from "express";

/** Each resolves where the service answers. */
export type Checks = Record<"graph" | "queue", () => Promise<unknown>>;

/** Whoever asks gets an answer, so it may be so old: services are not asked more often. */
const HELD_MS = 1000;

/** `/livez`: the process answers. `/readyz`: 200 where Neo4j answers, else 503; says of each service whether it does. */
export function health(checks: Checks): Router {
  const router = Router();
  const services = held(() => Promise.all([answers(checks.graph), answers(checks.queue)]));
  router.get("/livez", (_request, response) => {
    response.json({ live: true });
  });
  router.get("/readyz", async (_request, response) => {
    const [graph, queue] = await services();
    response.status(graph ? 200 : 503).json({ graph, queue });
  });
  return router;
}

const answers = (check: () => Promise<unknown>): Promise<boolean> =>
  check().then(
    () => true,
    () => false,
  );

/** Those who ask meanwhile, or soon after, share an answer. */
function held<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  return () => {
    answer ??= ask().finally(() => {
      setTimeout(() => {
        answer = null;
      }, HELD_MS).unref();
    });
    return answer;
  };
}
