import type { Baseline, Tournament, Transfer, TransferOrder } from "../domain/transfer.ts";
import { type BaselineRow, baselineOf, baselineParameter } from "./baseline.ts";
import { type EdgeRow, transferOf } from "./edge.ts";
import { type Graph, read, write } from "./graph.ts";
import { type Page, pageLimit, pageOf, parsePageCursor } from "./page.ts";

export { recordTransfers } from "./record-transfers.ts";

/** Writes the scratch baseline of a target. One that has losses already stays as it is. */
export async function recordBaseline(graph: Graph, experiment: string, baseline: Baseline): Promise<void> {
  await write(graph, "write/record-baselines", { experiment, baselines: [baselineParameter(experiment, baseline)] });
}

/** By target. */
export async function baselinesOf(graph: Graph, experiment: string): Promise<Baseline[]> {
  return (await read<BaselineRow>(graph, "read/baselines", { experiment, target: null })).map(baselineOf);
}

/** Null where there is none. */
export async function findBaseline(graph: Graph, experiment: string, target: string): Promise<Baseline | null> {
  const [row] = await read<BaselineRow>(graph, "read/baselines", { experiment, target });
  return row ? baselineOf(row) : null;
}

/** Null where there is none. */
export async function findTransfer(graph: Graph, key: string): Promise<Transfer | null> {
  return (await findTransfers(graph, [key]))[0] ?? null;
}

/** The transfers of these keys that exist, in no particular order. */
export async function findTransfers(graph: Graph, keys: string[]): Promise<Transfer[]> {
  return (await read<EdgeRow>(graph, "read/find-transfers", { keys })).map(transferOf);
}

export interface TransferQuery {
  experiment: string;
  target?: string | null;
  /** A member of the source set. */
  source?: string | null;
  order?: number | null;
  /** 0 keeps edges without affinity. */
  minAffinity?: number | null;
  maxRank?: number | null;
  /** Whether self edges and controls are listed too. */
  controls?: boolean;
  orderBy?: TransferOrder | null;
  first: number;
  after?: string | null;
}

/** Transfers of an experiment in a chosen order, best first unless asked otherwise; ties by key. */
export async function listTransfers(graph: Graph, query: TransferQuery): Promise<Page<Transfer>> {
  const { first, after, orderBy } = query;
  const [value, key] = after == null ? [null, null] : parsePageCursor(after, 2);
  const rows = await read<EdgeRow & { value: number }>(graph, "read/list-transfers", {
    experiment: query.experiment,
    target: query.target ?? null,
    source: query.source ?? null,
    order: query.order ?? null,
    minAffinity: query.minAffinity ?? null,
    maxRank: query.maxRank ?? null,
    controls: query.controls ?? false,
    orderBy: orderBy ?? "AFFINITY",
    value,
    key,
    limit: pageLimit(first),
  });
  const page = pageOf(rows, first, (row) => [row.value, row.edge.key]);
  return { ...page, items: page.items.map(transferOf) };
}

/** All edges of an experiment (of one target, where given) with an affinity, self edges and controls included, by target and key: what the program runs on. */
export async function edgesOf(graph: Graph, experiment: string, target?: string): Promise<Transfer[]> {
  return (await transfersOf(graph, experiment, target)).filter(({ affinity }) => affinity !== null);
}

/** All edges of an experiment (of one target, where given), FAILED ones too, by target and key. */
export async function transfersOf(graph: Graph, experiment: string, target?: string): Promise<Transfer[]> {
  return (await read<EdgeRow>(graph, "read/edges", { experiment, target: target ?? null })).map(transferOf);
}

/** The tournaments of an experiment, or of one of its targets; those without members are left out. */
export async function tournaments(graph: Graph, experiment: string, target?: string): Promise<Tournament[]> {
  const key = target === undefined ? null : `${experiment}/${target}`;
  const rows = await read<{ tournament: Tournament & { key: string } }>(graph, "read/tournaments", { experiment, key });
  // A property that is null is absent in the graph.
  return rows.map(({ tournament: { key: _, ...tournament } }) => ({
    ...tournament,
    scenes: tournament.scenes ?? null,
  }));
}
