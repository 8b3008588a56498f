import { basename } from "node:path";
import { isControl } from "../domain/control.ts";
import { badInput } from "../domain/errors.ts";
import { checkName, sortSources } from "../domain/names.ts";
import type { ExperimentTask } from "../domain/task.ts";
import type { Baseline, NewTransfer } from "../domain/transfer.ts";
import type { Graph } from "../store/graph.ts";
import { importTarget } from "../store/imported-experiment.ts";
import { importedFrom } from "../store/provenance.ts";
import type { Renormalise } from "../store/record-transfers.ts";
import { taskRecord } from "./task-record.ts";

/** A measured source set of one target; `self` and `pixels` (the scratch baseline) are the pseudo-sources. */
interface MeasuredRow {
  sources: string[];
  self: boolean;
  pixels: boolean;
}

/** Where one target's measurements go. */
export interface Destination {
  /** For errors and provenance. */
  file: string;
  experiment: string;
  target: string;
  title: string | null;
  replace: boolean;
}

/** What was measured: losses, or only who won. */
interface Measurements<R extends MeasuredRow> {
  rows: R[];
  /** Share of test images on which the first row is better. */
  share(row: R, rival: R): number;
  /** What is kept of a row beside its shares. */
  keep(row: R): Promise<{ losses: string | null; meanLoss: number | null }>;
  renormalise: Renormalise;
  /** Artifact hash of the scene of each test image; null where they are not known. */
  scenes: string | null;
}

/**
 * Adds one target to an imported experiment (made where it does not exist): tournament, affinities, Gain against the row `pixels` and
 * Quality against the self edge. Returns the number of transfers. Wholly or not at all: BAD_INPUT, WRONG_STATE, ALREADY_EXISTS where it
 * has transfers into the target and `replace` is false.
 */
export async function importMeasured<R extends MeasuredRow>(
  graph: Graph,
  { file, experiment, title, replace, ...to }: Destination,
  { rows, share, keep, renormalise, scenes }: Measurements<R>,
): Promise<number> {
  const target = checkName(to.target, "target");
  const edges = rows.filter(({ pixels }) => !pixels);
  if (edges.length === 0) throw badInput(`${file}: no transfer: at least one row besides pixels is needed`);

  const isOwn = ({ sources }: R): boolean => sources.length === 1 && sources[0] === target;
  const scratch = rows.find(({ pixels }) => pixels) ?? null;
  // Without a row `self`, a row of the target alone is the self edge; beside one it is a control.
  const own = rows.find(({ self }) => self) ?? rows.find(isOwn) ?? null;
  const provenance = importedFrom(basename(file));
  const against = (row: R, rival: R | null): number | null => (rival === null ? null : share(row, rival));

  const transfers = edges.map(async (row): Promise<NewTransfer> => {
    const edge = { sources: row.self ? [target] : row.sources, target, self: row === own };
    const numbers = { gain: against(row, scratch), quality: against(row, own), ...(await keep(row)) };
    return { ...edge, control: isControl(edge), status: "COMPUTED", error: null, ...numbers, provenance };
  });
  const baseline = async (row: R): Promise<Baseline> => {
    return { target, quality: against(row, own), ...(await keep(row)), provenance };
  };
  const uses = usesOf(edges, target);
  const written = await importTarget(graph, {
    experiment,
    target,
    title,
    tasks: uses.map(({ task }) => taskRecord(task)),
    uses,
    transfers: await Promise.all(transfers),
    ...(scratch === null ? {} : { baseline: await baseline(scratch) }),
    replace,
    renormalise,
    scenes,
  });
  return written.length;
}

function usesOf(rows: MeasuredRow[], target: string): ExperimentTask[] {
  const sources = new Set(rows.flatMap((row) => row.sources));
  return sortSources([target, ...sources]).map((task) => ({
    task,
    role: task !== target ? "SOURCE" : sources.has(task) ? "BOTH" : "TARGET",
    labelCost: 1,
    importance: 1,
  }));
}
