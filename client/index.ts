import type { Checked } from "./document.ts";
import { endable } from "./endable.ts";
import { follow } from "./follow.ts";
import { request } from "./request.ts";
import { type TransferEvent, type TransferFilter, transferFeed } from "./transfer-feed.ts";

export type { ResultOf, VariablesOf } from "gql.tada";
export type { Document } from "./document.ts";
export { TaskonomyError } from "./error.ts";
export { graphql, type Json } from "./graphql.ts";
export type { ErrorCode } from "./schema.ts";
export type { TransferEvent, TransferFilter } from "./transfer-feed.ts";

export interface ConnectOptions {
  /** Of the GraphQL endpoint, `http://127.0.0.1:4000/graphql`. */
  url: string;
  /** `Bearer` and an API key or a token, or what gives one: it is asked before every request and connection. */
  authorization?: string | (() => string | Promise<string>) | undefined;
}

interface Ended {
  signal?: AbortSignal | undefined;
}

/** Variables may be left out where none is required. */
type Rest<Variables> = object extends Variables
  ? [variables?: Variables, options?: Ended]
  : [variables: Variables, options?: Ended];

/** Every method throws a `TaskonomyError` where the server refuses, another error where it cannot be reached. */
export interface Client {
  /** The answer to a query or a mutation. */
  request<Result, Variables>(document: Checked<Result, Variables>, ...rest: Rest<Variables>): Promise<Result>;
  /**
   * The results of a subscription, over a connection of its own. When that is lost the subscription begins anew, with the same
   * variables: right for those that begin with the present state, as `experimentProgress` and `taxonomyChanged` do.
   */
  subscribe<Result, Variables>(
    document: Checked<Result, Variables>,
    ...rest: Rest<Variables>
  ): AsyncGenerator<Result, void>;
  /** Every transfer that enters the graph after a cursor, in order, none missed, whatever happens to the connection or the server. */
  transferComputed(filter?: TransferFilter & Ended): AsyncGenerator<TransferEvent, void>;
}

/** A client of one server. Nothing is opened before it is asked. */
export function connect({ url, authorization }: ConnectOptions): Client {
  const credential = async () => (typeof authorization === "function" ? authorization() : authorization);
  const endpoint = { url, authorization: credential };
  return {
    request: (document, ...[variables, { signal } = {}]) => request(endpoint, document, variables, signal ?? null),
    subscribe: (document, ...[variables, { signal } = {}]) =>
      endable((ended) => follow(endpoint, document, () => variables ?? {}, ended), signal),
    transferComputed: ({ signal, ...filter } = {}) => endable((ended) => transferFeed(endpoint, filter, ended), signal),
  };
}
