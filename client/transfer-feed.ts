import type { ResultOf } from "gql.tada";
import { follow } from "./follow.ts";
import { graphql } from "./graphql.ts";
import { type Endpoint, request } from "./request.ts";

const LATEST = graphql("{ latestCursor }");
const FEED = graphql(`
  subscription ($experiment: ID, $target: ID, $source: ID, $after: String) {
    transferComputed(experiment: $experiment, target: $target, source: $source, after: $after) {
      seq cursor affinity gain quality
      transfer {
        key order self control status error affinity rank gain quality meanLoss computedAt
        experiment { id } sources { name } target { name }
      }
    }
  }
`);

/** The event's own numbers are those at its commit; `transfer` is its present state. */
export type TransferEvent = ResultOf<typeof FEED>["transferComputed"];

export interface TransferFilter {
  experiment?: string | undefined;
  target?: string | undefined;
  /** A member of the source set. */
  source?: string | undefined;
  /** Cursor of the last event that was dealt with; `"0"`: from the start; left out: only what is yet to come. */
  after?: string | undefined;
}

/** Every transfer after a cursor, in order: each new connection goes on after the last event that was taken. */
export async function* transferFeed(
  endpoint: Endpoint,
  { after, ...filter }: TransferFilter,
  signal: AbortSignal,
): AsyncGenerator<TransferEvent, void> {
  let last = after ?? (await request(endpoint, LATEST, {}, signal)).latestCursor;
  for await (const { transferComputed } of follow(endpoint, FEED, () => ({ ...filter, after: last }), signal)) {
    last = transferComputed.cursor;
    yield transferComputed;
  }
}
