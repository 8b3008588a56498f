import { createClient } from "graphql-ws";
import WebSocket from "ws";
import type { Answer } from "./api.ts";

/** The answer to a query sent over graphql-ws, the first one of a subscription; throws where the connection is refused. */
export async function bySocket(
  url: string,
  query: string,
  connectionParams: Record<string, unknown> = {},
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const client = createClient({
    url: url.replace("http", "ws"),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams,
  });
  try {
    for await (const result of client.iterate({ query, variables })) return result as unknown as Answer;
    throw new Error("no answer");
  } catch (failure) {
    if (!Array.isArray(failure)) throw failure;
    return { data: null, errors: failure as NonNullable<Answer["errors"]> };
  } finally {
    await client.dispose();
  }
}
