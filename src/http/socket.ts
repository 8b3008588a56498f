import type { IncomingMessage, Server } from "node:http";
import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, type ValidationRule, validate } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import type { Logger } from "pino";
import { WebSocketServer } from "ws";
import type { Context } from "../resolvers/context.ts";
import { formatError } from "./format-error.ts";
import { MAX_BODY, PARSE_OPTIONS } from "./limits.ts";
import { isAddressed, isOwnOrigin } from "./trust.ts";

/** Operations that one connection may have open. */
const MAX_OPERATIONS = 100;
/** How long a client may take to answer the closing of its connection. */
const CLOSING_MS = 1000;

interface SocketOptions {
  schema: GraphQLSchema;
  rules: readonly ValidationRule[];
  context: () => Context;
  log: Logger;
  /** Whether only requests addressed to this machine are taken. */
  loopback: boolean;
}

/** graphql-ws on `path`, under the same rules as HTTP. `close` ends connections with 1001. */
export function serveSockets(server: Server, path: string, options: SocketOptions): { close(): Promise<void> } {
  const { schema, rules, context, log, loopback } = options;
  const sockets = new WebSocketServer({
    server,
    path,
    maxPayload: MAX_BODY,
    verifyClient: ({ origin, req }: { origin: string | undefined; req: IncomingMessage }) =>
      isOwnOrigin(origin, req.headers.host) && (!loopback || isAddressed(req.headers.host)),
  });

  const serving = useServer(
    {
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
        return { schema, document, operationName, variableValues: variables, contextValue: context() };
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
