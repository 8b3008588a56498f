import { int } from "neo4j-driver";
import type { TransferEvent } from "../domain/event.ts";
import { sortSources, sourceSetKey, transferKey } from "../domain/names.ts";
import type { NewTransfer, Transfer } from "../domain/transfer.ts";
import { packProvenance, unpackProvenance } from "./provenance.ts";

/** A `TRANSFERS_TO` relationship as statements return it. */
export interface EdgeRow {
  edge: Record<string, unknown> & { key: string; self: boolean; provenance: string };
  target: string;
  [column: string]: unknown;
}

/** Properties that are null are absent in the graph. */
const ABSENT = {
  error: null,
  affinity: null,
  rank: null,
  gain: null,
  quality: null,
  meanLoss: null,
  losses: null,
};

export const transferOf = ({ edge, target }: EdgeRow): Transfer =>
  ({
    ...ABSENT,
    ...edge,
    sources: sourcesOf(edge, target),
    target,
    provenance: unpackProvenance(edge.provenance),
  }) as unknown as Transfer;

export const sourcesOf = ({ key, self }: { key: string; self: boolean }, target: string): string[] =>
  self ? [target] : memberOf(key).split("+");

/** The middle part of an edge's key: its source set's key, or `self`. Names have no slash. */
export const memberOf = (key: string): string => key.split("/")[1]!;

/** What becomes of a new transfer with its numbers of the moment. */
export function newEdge(
  transfer: NewTransfer,
  { experiment, affinity, rank, at }: { experiment: string; affinity: number | null; rank: number | null; at: string },
): Transfer {
  const sources = sortSources(transfer.sources);
  const key = transferKey(experiment, sources, transfer.target, transfer.self);
  return { ...transfer, sources, key, experiment, order: sources.length, affinity, rank, computedAt: at };
}

/** An edge as a parameter of the statements that write edges. */
export function edgeParameter({ sources, target, provenance, ...rest }: Transfer) {
  const properties = {
    ...rest,
    order: int(rest.order),
    rank: rest.rank === null ? null : int(rest.rank),
    provenance: packProvenance(provenance),
  };
  return { from: sourceSetKey(sources), order: rest.order, sources, target, properties };
}

export type EdgeParameter = ReturnType<typeof edgeParameter>;

/** The event of an edge's new version, before it has its number. */
export const eventOf = (edge: Transfer): Omit<TransferEvent, "seq" | "commit"> => ({
  transferKey: edge.key,
  experiment: edge.experiment,
  target: edge.target,
  sources: edge.sources,
  status: edge.status,
  affinity: edge.affinity,
  gain: edge.gain,
  quality: edge.quality,
});
