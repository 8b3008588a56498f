import { int } from "neo4j-driver";
import { TaskonomyError } from "../domain/errors.ts";
import { byCodePoint, sortSources, transferKey } from "../domain/names.ts";
import type { Baseline, NewTransfer, Tournament, Transfer, TransferStatus } from "../domain/transfer.ts";
import { baselineParameter } from "./baseline.ts";
import { edgeParameter, memberOf, newEdge } from "./edge.ts";
import { noExperiment } from "./experiments.ts";
import { type Graph, type Run, transact } from "./graph.ts";
import { ranksOf } from "./rank.ts";
import { appendEvents, createEdges } from "./write-edges.ts";

/** A computed edge of a target: `member` is its source set's key or `self`, `losses` an artifact hash, null where win rates were imported. */
export interface Member {
  member: string;
  losses: string | null;
}

/**
 * Extends a target's tournament to all its computed edges (`computed`, sorted by member) and ranks them. May be called again when a
 * transaction is repeated.
 */
export type Renormalise = (
  existing: Tournament | null,
  computed: Member[],
) => Promise<{
  tournament: Pick<Tournament, "members" | "images" | "wins">;
  affinities: Record<string, number>;
}>;

export interface NewTransfers {
  experiment: string;
  target: string;
  transfers: NewTransfer[];
  renormalise: Renormalise;
  /** The scene of each test image, as an artifact hash; left out: as before. */
  scenes?: string | null;
  /** Written in the same transaction. */
  baseline?: Baseline;
  /** Deletes the target's edges, baseline and counts first. */
  replace?: boolean;
}

/**
 * Writes transfers into one target. Edges, tournament, affinities and ranks of all the target's edges, and events commit together;
 * writers of one target take turns. An edge that exists stays as it is, except that a COMPUTED one replaces a FAILED one. Returns the
 * edges written. NOT_FOUND; NO_LOSSES where the target has edges without losses.
 */
export const recordTransfers = (graph: Graph, request: NewTransfers): Promise<Transfer[]> =>
  transact(graph, (run) => writeTransfers(run, request));

/** `recordTransfers` within a transaction. */
export async function writeTransfers(run: Run, request: NewTransfers): Promise<Transfer[]> {
  const { experiment, target } = request;
  const key = `${experiment}/${target}`;
  const [locked] = await run("write/lock-tournament", { experiment, target, key });
  if (locked === undefined) {
    throw new TaskonomyError("NOT_FOUND", `there is no experiment ${experiment} or no task ${target}`);
  }
  if (request.replace) await run("write/delete-target", { experiment, target });
  const found = await run<FoundEdge>("read/target-edges", { experiment, target });
  const wanted = newVersions(request, found);
  if (wanted.length === 0) return [];

  const computed = membersOf(found, wanted, experiment);
  const normalised = computed.length > 0 ? await normalise(run, request, key, computed) : null;
  await lock(run, experiment, [target, ...wanted.flatMap(({ sources }) => sources)]);
  if (request.baseline) {
    await run("write/record-baselines", { experiment, baselines: [baselineParameter(experiment, request.baseline)] });
  }
  const edges = await writeEdges(run, request, found, wanted, normalised?.affinities ?? {});
  await saveTournament(run, { experiment, target, key }, normalised?.tournament ?? NOBODY, request.scenes ?? null);
  await appendEvents(run, edges);
  return edges;
}

interface FoundEdge {
  key: string;
  status: TransferStatus;
  self: boolean;
  control: boolean;
  losses: string | null;
  [column: string]: unknown;
}

const keyOf = ({ experiment }: { experiment: string }, { sources, target, self }: NewTransfer): string =>
  transferKey(experiment, sources, target, self);

/** The first of each key that is not there yet, or there as FAILED and now COMPUTED. */
function newVersions(request: NewTransfers, found: FoundEdge[]): NewTransfer[] {
  const statuses = new Map(found.map(({ key, status }) => [key, status]));
  const wanted = new Map<string, NewTransfer>();
  for (const transfer of request.transfers) {
    const key = keyOf(request, transfer);
    const before = statuses.get(key);
    const isNew = before === undefined || (before === "FAILED" && transfer.status === "COMPUTED");
    if (isNew && !wanted.has(key)) wanted.set(key, transfer);
  }
  return [...wanted.values()];
}

function membersOf(found: FoundEdge[], wanted: NewTransfer[], experiment: string): Member[] {
  const without = found.find(({ status, losses }) => status === "COMPUTED" && losses === null);
  if (without !== undefined) {
    const message = `the edge ${without.key} has no per-image losses: its target takes no more transfers`;
    throw new TaskonomyError("NO_LOSSES", message);
  }
  const all = [...found, ...wanted.map((transfer) => ({ ...transfer, key: keyOf({ experiment }, transfer) }))];
  return all
    .filter(({ status }) => status === "COMPUTED")
    .map(({ key, losses }) => ({ member: memberOf(key), losses }))
    .sort((a, b) => byCodePoint(a.member, b.member));
}

async function normalise(run: Run, { experiment, renormalise }: NewTransfers, key: string, computed: Member[]) {
  const [row] = await run<{ tournament: Tournament }>("read/tournaments", { experiment, key });
  return renormalise(row?.tournament ?? null, computed);
}

async function lock(run: Run, experiment: string, names: string[]): Promise<void> {
  const tasks = sortSources(names);
  const [row] = await run<{ known: string[] }>("write/lock-experiment", { experiment, tasks });
  if (row === undefined) throw noExperiment(experiment);
  const missing = tasks.filter((task) => !row.known.includes(task));
  if (missing.length > 0) throw new TaskonomyError("NOT_FOUND", `no such task: ${missing.join(", ")}`);
}

/** Writes new versions, and affinity and rank of the target's other edges. */
async function writeEdges(
  run: Run,
  request: NewTransfers,
  found: FoundEdge[],
  wanted: NewTransfer[],
  affinities: Record<string, number>,
): Promise<Transfer[]> {
  const affinityOf = (key: string, status: TransferStatus): number | null =>
    status === "COMPUTED" ? (affinities[memberOf(key)] ?? null) : null;
  const wantedKeys = new Set(wanted.map((transfer) => keyOf(request, transfer)));
  const others = found
    .filter(({ key }) => !wantedKeys.has(key))
    .map((edge) => ({ ...edge, affinity: affinityOf(edge.key, edge.status) }));
  const fresh = wanted.map((transfer) => {
    const key = keyOf(request, transfer);
    return { ...transfer, key, affinity: affinityOf(key, transfer.status) };
  });
  const ranks = ranksOf([...others, ...fresh]);
  const at = new Date().toISOString();
  const edges = fresh.map(({ key, affinity, ...transfer }) =>
    newEdge(transfer, { experiment: request.experiment, affinity, rank: ranks.get(key) ?? null, at }),
  );

  const old = new Set(found.map(({ key }) => key));
  await createEdges(
    run,
    edges.filter(({ key }) => !old.has(key)),
  );
  await run("write/replace-edges", { edges: edges.filter(({ key }) => old.has(key)).map(edgeParameter) });
  const changes = others
    .filter(({ status }) => status === "COMPUTED")
    .map(({ key, affinity }) => ({ key, affinity, rank: ranks.has(key) ? int(ranks.get(key)!) : null }));
  await run("write/rank-edges", { ranks: changes });
  return edges;
}

/** The tournament of a target whose edges all failed. */
const NOBODY = { members: [], images: 0, wins: [] };

const saveTournament = (
  run: Run,
  place: { experiment: string; target: string; key: string },
  { members, images, wins }: Pick<Tournament, "members" | "images" | "wins">,
  scenes: string | null,
): Promise<unknown> => run("write/save-tournament", { ...place, members, images: int(images), wins, scenes });
