import type { Server } from "node:http";
import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { ApolloServerPluginDrainHttpServer } from "@apollo/server/plugin/drainHttpServer";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { badInput } from "../domain/errors.ts";
import type { Context } from "../resolvers/context.ts";
import { ownRules, refusal } from "./admit.ts";
import { checkCost } from "./cost.ts";
import type { FormatError } from "./format-error.ts";
import { PARSE_OPTIONS } from "./limits.ts";

/** How long requests may take to finish when the server ends. */
const GRACE_MS = 8000;

interface ApolloOptions {
  server: Server;
  schema: GraphQLSchema;
  introspection: boolean;
  format: FormatError;
  log: Logger;
}

/** GraphQL over HTTP, started; `stop` finishes what is being answered. Queries may be sent by their hash (persisted queries). */
export async function openApollo({
  server,
  schema,
  introspection,
  format,
  log,
}: ApolloOptions): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema,
    // Else Apollo adds a rule of its own; both transports have the same ones.
    introspection: true,
    validationRules: ownRules(introspection),
    parseOptions: PARSE_OPTIONS,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // Persisted queries too; the least used ones of 30 MB make room.
    cache: "bounded",
    formatError: (_formatted, error) => format(error),
    logger: log,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      // It would look at every field of an answer; no answer may be cached (serve.ts).
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer: server, stopGracePeriodMillis: GRACE_MS }),
      admission(schema),
      revalidation,
    ],
  });
  await apollo.start();
  return apollo;
}

const admission = (schema: GraphQLSchema): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    async didResolveOperation({ document, operation, request: { variables, operationName } }) {
      try {
        if (operation?.operation === "subscription") {
          throw badInput("a subscription needs a WebSocket: graphql-ws at the same path");
        }
        checkCost(schema, { document, variables, operationName });
      } catch (error) {
        throw refusal(error);
      }
    },
  }),
});

/**
 * The caller may keep an answer to GET and ask by its ETag (which Express makes of the body) whether it is still so. It is never taken
 * as such from a cache: edges and affinities change, also in an experiment that has finished.
 */
const revalidation: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    async willSendResponse({ request, response: { body, http } }) {
      if (request.http?.method !== "GET" || body.kind !== "single" || body.singleResult.errors) return;
      http.headers.set("cache-control", "private, no-cache");
    },
  }),
};
