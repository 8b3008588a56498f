import type { IncomingMessage, Server } from "node:http";
import { execute, type GraphQLSchema } from "graphql";
import { CloseCode } from "graphql-ws";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import { type Backend, contextOf } from "../resolvers/context.ts";
import type { Caller } from "../resolvers/roles.ts";
import { inSpan } from "../traces/span.ts";
import type { Authenticate } from "./access/authenticate.ts";
import { atExpiry } from "./access/expiry.ts";
import { admit, refusal } from "./admit.ts";
import { tooMany } from "./at-once.ts";
import type { FormatError } from "./format-error.ts";
import { MAX_BODY, MAX_OPERATIONS } from "./limits.ts";
import type { Rates } from "./rate.ts";
import { subscribeSharing } from "./shared-answers.ts";
import { untilClosed } from "./until-closed.ts";

/** How long a client may take to answer the closing of its connection. */
const CLOSING_MS = 1000;

interface SocketOptions {
  schema: GraphQLSchema;
  introspection: boolean;
  authenticate: Authenticate;
  rates: Rates;
  backend: Backend;
  format: FormatError;
  /** Whether a page of this origin may open a socket by this Host header. */
  allowed(origin: string | undefined, host: string | undefined): boolean;
}

export interface Sockets {
  /** Operations that are open. */
  operations(): number;
  /** Ends connections with 1001. */
  close(): Promise<void>;
}

interface Extra extends Record<PropertyKey, unknown> {
  caller: Caller;
  gone: AbortSignal;
}

/**
 * graphql-ws on `path`, under the same rules as HTTP: the credential is `authorization` among the connection's parameters. A
 * connection ends with 4403 when it is not valid (any more).
 */
export function serveSockets(server: Server, path: string, options: SocketOptions): Sockets {
  const { schema, introspection, authenticate, rates, backend, format, allowed } = options;
  const sockets = new WebSocketServer({
    server,
    path,
    maxPayload: MAX_BODY,
    verifyClient({ origin, req }: { origin: string | undefined; req: IncomingMessage }, answer) {
      if (!allowed(origin, req.headers.host)) return answer(false, 401);
      rates.address(req.socket.remoteAddress).then(
        () => answer(true),
        () => answer(false, 429),
      );
    },
  });
  const connections = new Set<{ readonly subscriptions: object }>();

  const serving = useServer<{ authorization?: unknown }, Extra>(
    {
      async onConnect(connection) {
        const { connectionParams, extra } = connection;
        const { authorization } = connectionParams ?? {};
        extra.gone = untilClosed(extra.socket);
        try {
          extra.caller = await authenticate(typeof authorization === "string" ? authorization : undefined);
        } catch (error) {
          const { message, extensions } = format(error);
          const known = extensions.code !== "UNAUTHENTICATED";
          const reason = `${extensions.code}: ${message}`;
          extra.socket.close(known ? CloseCode.InternalServerError : CloseCode.Forbidden, reason);
          return false;
        }
        if (extra.gone.aborted) return false;
        atExpiry(extra.caller.expires, extra.gone, () =>
          extra.socket.close(CloseCode.Forbidden, "UNAUTHENTICATED: the token has expired"),
        );
        connections.add(connection);
        return true;
      },
      onClose(connection) {
        connections.delete(connection);
      },
      async onSubscribe({ subscriptions, extra }, _id, { query, variables, operationName }) {
        try {
          await rates.caller(extra.caller!.name);
          if (Object.keys(subscriptions).length > MAX_OPERATIONS) {
            throw tooMany(MAX_OPERATIONS, "operations of one connection");
          }
        } catch (error) {
          return [refusal(error)];
        }
        const document = admit(schema, introspection, { query, variables, operationName });
        if (Array.isArray(document)) return document;
        const contextValue = contextOf(backend, extra.caller!, extra.gone!);
        return { schema, document, operationName, variableValues: variables, contextValue };
      },
      execute: (args) => inSpan({ name: "SOCKET /graphql", kind: "SERVER" }, async () => execute(args)),
      subscribe: subscribeSharing,
      onNext: (_connection, _id, _payload, _args, { errors, data = null }) =>
        errors && { data, errors: errors.map(format) },
      onError: (_connection, _id, _payload, errors) => errors.map(format),
    },
    sockets,
  );
  // graphql-ws prints what breaks a connection as a defect of the server; it is the client's, and the connection's end follows.
  sockets.on("connection", (socket) => socket.removeAllListeners("error").on("error", () => {}));

  return {
    operations: () => [...connections].reduce((sum, { subscriptions }) => sum + Object.keys(subscriptions).length, 0),
    async close() {
      const clients = [...sockets.clients];
      const timer = setTimeout(() => {
        for (const client of clients) client.terminate();
      }, CLOSING_MS);
      await serving.dispose();
      clearTimeout(timer);
    },
  };
}
