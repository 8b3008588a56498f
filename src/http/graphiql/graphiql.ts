import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type RequestHandler, Router } from "express";

/** Nothing from elsewhere, and no script in the page; the editor writes styles as it goes, and has its font in its own style sheet. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src data:",
  "img-src data:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** GraphiQL, built into strings by its package, by the file that each is served as. */
const BUNDLE = {
  "graphiql.js": "js",
  "graphiql.css": "css",
  "editor.worker.js": "editorWorkerService",
  "graphql.worker.js": "graphqlWorker",
  "json.worker.js": "jsonWorker",
} as const;

const SOCKETS = join(dirname(createRequire(import.meta.url).resolve("graphql-ws/package.json")), "umd");
const EXAMPLES = join(import.meta.dirname, "examples");

/** The page at the root of the router, an editor of queries with examples on the published tables, and all that it loads. */
export function graphiql(): Router {
  const router = Router();
  router.use(secured);
  router.get("/", file("index.html"));
  for (const name of ["page.js", "page.css"]) router.get(`/${name}`, file(name));
  router.get("/graphql-ws.js", file("graphql-ws.min.js", SOCKETS));
  router.get("/examples.json", (_request, response) => void response.json(examples()));
  for (const [name, part] of Object.entries(BUNDLE)) {
    router.get(`/${name}`, async (_request, response) => {
      // Megabytes, which a server that nobody opens the page of does not load.
      const bundle = await import("@graphql-yoga/render-graphiql/graphiql");
      response.type(name).send(bundle[part]);
    });
  }
  return router;
}

/** Documents, in their order on the page. */
export const examples = (): string[] =>
  readdirSync(EXAMPLES)
    .sort()
    .map((name) => readFileSync(join(EXAMPLES, name), "utf8"));

const secured: RequestHandler = (_request, response, next) => {
  response.set({ "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff" });
  next();
};

const file =
  (name: string, root = import.meta.dirname): RequestHandler =>
  (_request, response) =>
    response.sendFile(name, { root });
