import type { IncomingMessage, Server } from "node:http";
import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, type ValidationRule, validate } from "graphql";
import { CloseCode } from "graphql-ws";
import { useServer } from "graphql-ws/use/ws";
import type { Logger } from "pino";
import { type WebSocket, WebSocketServer } from "ws";
import { type Backend, contextOf } from "../resolvers/context.ts";
import type { Caller } from "../resolvers/roles.ts";
import type { Authenticate } from "./access/authenticate.ts";
import { explain, formatError } from "./format-error.ts";
import { MAX_BODY, PARSE_OPTIONS } from "./limits.ts";
import { isAddressed, isOwnOrigin } from "./trust.ts";

/** Operations that one connection may have open. */
const MAX_OPERATIONS = 100;
/** How long a client may take to answer the closing of its connection. */
const CLOSING_MS = 1000;

interface SocketOptions {
  schema: GraphQLSchema;
  rules: readonly ValidationRule[];
  authenticate: Authenticate;
  backend: Backend;
  log: Logger;
  /** Whether only requests addressed to this machine are taken. */
  loopback: boolean;
}

interface Extra extends Record<PropertyKey, unknown> {
  caller: Caller;
}

/**
 * graphql-ws on `path`, under the same rules as HTTP: the credential is `authorization` among the connection's parameters. A
 * connection ends with 4403 when it is not valid (any more), and with 1001 at `close`.
 */
export function serveSockets(server: Server, path: string, options: SocketOptions): { close(): Promise<void> } {
  const { schema, rules, authenticate, backend, log, loopback } = options;
  const sockets = new WebSocketServer({
    server,
    path,
    maxPayload: MAX_BODY,
    verifyClient: ({ origin, req }: { origin: string | undefined; req: IncomingMessage }) =>
      isOwnOrigin(origin, req.headers.host) && (!loopback || isAddressed(req.headers.host)),
  });

  const serving = useServer<{ authorization?: unknown }, Extra>(
    {
      async onConnect({ connectionParams, extra }) {
        const { authorization } = connectionParams ?? {};
        try {
          extra.caller = await authenticate(typeof authorization === "string" ? authorization : undefined);
        } catch (error) {
          const { code, message } = explain(error, log);
          extra.socket.close(
            code === "UNAUTHENTICATED" ? CloseCode.Forbidden : CloseCode.InternalServerError,
            `${code}: ${message}`,
          );
          return false;
        }
        closeAtExpiry(extra.socket, extra.caller.expires);
        return true;
      },
      onSubscribe(connection, _id, { query, variables, operationName }) {
        if (Object.keys(connection.subscriptions).length > MAX_OPERATIONS) {
          return [new GraphQLError(`a connection may have ${MAX_OPERATIONS} operations at once`)];
        }
        let document: DocumentNode;
        try {
          document = parse(query, PARSE_OPTIONS);
        } catch (error) {
          return [error as GraphQLError];
        }
        const errors = validate(schema, document, rules);
        if (errors.length > 0) return errors;
        return {
          schema,
          document,
          operationName,
          variableValues: variables,
          contextValue: contextOf(backend, connection.extra.caller!),
        };
      },
      onNext(_connection, _id, _payload, _args, { errors, data = null }) {
        return errors && { data, errors: errors.map((error) => formatError(error, log)) };
      },
      onError: (_connection, _id, _payload, errors) => errors.map((error) => formatError(error, log)),
    },
    sockets,
  );

  return {
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

/** The longest that a timer of Node can wait: 24 days. */
const LONGEST_MS = 2 ** 31 - 1;

function closeAtExpiry(socket: WebSocket, expires: Date | null): void {
  if (expires === null) return;
  const timer = setTimeout(
    () => socket.close(CloseCode.Forbidden, "UNAUTHENTICATED: the token has expired"),
    Math.min(expires.getTime() - Date.now(), LONGEST_MS),
  );
  socket.once("close", () => clearTimeout(timer));
}
