import { type GraphQLFormattedError, print } from "graphql";
import type { Document } from "./document.ts";
import { refusal } from "./error.ts";

/** A server, and who asks it. */
export interface Endpoint {
  url: string;
  /** Asked before every request and connection. */
  authorization(): Promise<string | undefined>;
}

interface Reply<Result> {
  data?: Result | null;
  errors?: readonly GraphQLFormattedError[];
}

/**
 * The answer to a query or mutation. Throws a TaskonomyError for the first of its errors, an Error that names the address where nobody
 * answers.
 */
export async function request<Result>(
  { url, authorization }: Endpoint,
  document: Document<Result, never>,
  variables: unknown,
  signal: AbortSignal | null,
): Promise<Result> {
  const credential = await authorization();
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(credential && { authorization: credential }) },
    body: JSON.stringify({ query: print(document), variables }),
    signal,
  }).catch((cause: Error) => {
    signal?.throwIfAborted();
    throw new Error(`${url} cannot be reached: ${cause.message}`, { cause });
  });
  const answer = (await response.json().catch(() => null)) as Reply<Result> | null;
  if (answer?.errors) throw refusal(answer.errors);
  if (!answer?.data) throw new Error(`${url} answered with status ${response.status} and no GraphQL`);
  return answer.data;
}
