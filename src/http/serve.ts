import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { ApolloServerPluginDrainHttpServer } from "@apollo/server/plugin/drainHttpServer";
import { expressMiddleware } from "@as-integrations/express5";
import express, { type RequestHandler } from "express";
import { NoSchemaIntrospectionCustomRule, specifiedRules } from "graphql";
import type { Logger } from "pino";
import { TaskonomyError } from "../domain/errors.ts";
import { type Backend, type Context, contextOf } from "../resolvers/context.ts";
import { buildApi } from "../resolvers/schema.ts";
import type { Authenticate } from "./access/authenticate.ts";
import { formatError } from "./format-error.ts";
import { type Checks, health } from "./health.ts";
import { landing } from "./landing.ts";
import { MAX_BODY, PARSE_OPTIONS, sizeRule } from "./limits.ts";
import { refuse } from "./refuse.ts";
import { serveSockets } from "./socket.ts";
import { isAddressed, isLoopback } from "./trust.ts";

const PATH = "/graphql";
/** How long requests may take to finish when the server ends. */
const GRACE_MS = 8000;

export interface ServeOptions {
  host: string;
  /** 0: any free one. */
  port: number;
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

/** GraphQL by HTTP and WebSocket under the same rules, the page at `/`, and `/livez` and `/readyz`. */
export async function serve({ host, port, authenticate, backend, checks, log }: ServeOptions): Promise<Served> {
  const loopback = isLoopback(host);
  const schema = buildApi();
  const app = express().disable("x-powered-by");
  const server = createServer(app);

  // Whoever may not read the schema gets no hints of it from validation either.
  const introspection = loopback;
  const rules = [...specifiedRules, sizeRule, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
  const apollo = new ApolloServer<Context>({
    schema,
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    validationRules: [sizeRule],
    parseOptions: PARSE_OPTIONS,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (_formatted, error) => formatError(error, log),
    logger: log,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer: server, stopGracePeriodMillis: GRACE_MS }),
    ],
  });
  await apollo.start();

  if (loopback) app.use(onlyAddressed);
  app.use(health(checks), landing());
  app.use(
    PATH,
    known(authenticate),
    express.json({ limit: MAX_BODY }),
    expressMiddleware(apollo, { context: async ({ res }) => contextOf(backend, res.locals.caller) }),
  );
  app.use(refuse(log));

  await listen(server, port, host);
  // Only now: it would print the failure of a port in use as its own.
  const sockets = serveSockets(server, PATH, { schema, rules, authenticate, backend, log, loopback });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}${PATH}`,
    async close() {
      await sockets.close();
      await apollo.stop();
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === "EADDRINUSE" ? "another process listens there" : `it cannot be listened on (${code})`;
    throw new TaskonomyError("SET_UP", `HOST ${host}, PORT ${port}: ${reason}; set another PORT, 0 for any free one`);
  }
}

/** Leaves the caller in `response.locals`. */
const known =
  (authenticate: Authenticate): RequestHandler =>
  async (request, response, next) => {
    response.locals.caller = await authenticate(request.headers.authorization);
    next();
  };

const onlyAddressed: RequestHandler = (request, response, next) => {
  if (isAddressed(request.headers.host)) return next();
  const message = "the Host header must name this machine: localhost or a loopback address";
  response.status(403).json({ errors: [{ message, extensions: { code: "BAD_INPUT" } }] });
};
