import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expressMiddleware } from "@as-integrations/express5";
import compression from "compression";
import cors from "cors";
import express, { type RequestHandler } from "express";
import type { Logger } from "pino";
import { type Backend, contextOf } from "../resolvers/context.ts";
import { buildApi } from "../resolvers/schema.ts";
import type { Authenticate } from "./access/authenticate.ts";
import { openApollo } from "./apollo.ts";
import { eventStreams } from "./event-stream.ts";
import { errorFormatter } from "./format-error.ts";
import { callersOnly, limitAddresses, onlyAddressed } from "./gates.ts";
import { graphiql } from "./graphiql/graphiql.ts";
import { type Checks, health } from "./health.ts";
import { MAX_BODY } from "./limits.ts";
import { listen } from "./listen.ts";
import { measureFields } from "./measure-fields.ts";
import { openMetrics } from "./metrics.ts";
import { openRates } from "./rate.ts";
import { refuse, refusePath } from "./refuse.ts";
import { logRequests } from "./request-log.ts";
import { type Sockets, serveSockets } from "./socket.ts";
import { traceRequests } from "./trace-requests.ts";
import { isAddressed, isLoopback, isOwnOrigin } from "./trust.ts";
import { untilClosed } from "./until-closed.ts";

const PATH = "/graphql";
const EVENTS = "/events";

export interface ServeOptions {
  /** `port` 0: any free one. `introspection` null: on a loopback address only. */
  config: { host: string; port: number; rateLimit: number; introspection: boolean | null; corsOrigins: string[] };
  authenticate: Authenticate;
  backend: Backend;
  checks: Checks;
  log: Logger;
}

export interface Served {
  /** Of the GraphQL endpoint. */
  url: string;
  /** Finishes the requests that are being answered, and closes sockets with 1001. */
  close(): Promise<void>;
}

/** GraphQL by HTTP and WebSocket under the same rules, GraphiQL where the schema is shown, `/events`, `/livez`, `/readyz` and `/metrics`. */
export async function serve({ config, authenticate, backend, checks, log }: ServeOptions): Promise<Served> {
  const { host, port, corsOrigins } = config;
  const loopback = isLoopback(host);
  const introspection = config.introspection ?? loopback;
  const schema = buildApi();
  const format = errorFormatter(log, introspection);
  const rates = openRates(config.rateLimit);
  const known = callersOnly(authenticate, rates);
  const app = express().disable("x-powered-by");
  const server = createServer(app);
  const apollo = await openApollo({ server, schema, introspection, format, log });

  let sockets: Sockets | undefined;
  const metrics = openMetrics({
    operations: () => sockets?.operations() ?? 0,
    jobs: () => backend.queue.jobs.getJobCounts("waiting", "active", "delayed", "failed"),
  });
  measureFields(schema, metrics.field);

  app.use(traceRequests, logRequests(log), metrics.requests);
  if (loopback) app.use(onlyAddressed);
  // On one machine it would only take time.
  if (!loopback) app.use(compression());
  if (corsOrigins.length > 0)
    app.use([PATH, EVENTS], cors({ origin: corsOrigins, exposedHeaders: ["X-Request-Id", "Retry-After"] }));
  app.use(
    PATH,
    neverCached,
    limitAddresses(rates),
    known,
    express.json({ limit: MAX_BODY }),
    expressMiddleware(apollo, { context: async ({ res }) => contextOf(backend, res.locals.caller, untilClosed(res)) }),
  );
  app.use(health(checks));
  if (introspection) {
    app.get("/", (_request, response) => response.redirect("/graphiql"));
    app.use("/graphiql", limitAddresses(rates), graphiql());
  }
  app.get("/metrics", limitAddresses(rates), known, metrics.page);
  const streams = eventStreams(backend, format);
  app.get(EVENTS, limitAddresses(rates), known, streams.follow);
  app.use(refusePath, refuse(format));

  await listen(server, port, host);
  // Only now: it would print the failure of a port in use as its own.
  sockets = serveSockets(server, PATH, {
    schema,
    introspection,
    authenticate,
    rates,
    backend,
    format,
    allowed: (origin, to) =>
      (isOwnOrigin(origin, to) || corsOrigins.includes(origin!)) && (!loopback || isAddressed(to)),
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}${PATH}`,
    async close() {
      streams.close();
      await sockets.close();
      await apollo.stop();
    },
  };
}

/** Edges and affinities change. */
const neverCached: RequestHandler = (_request, response, next) => {
  response.set("Cache-Control", "no-store");
  next();
};
