import { basename } from "node:path";
import { isControl } from "../domain/control.ts";
import { badInput } from "../domain/errors.ts";
import { mean } from "../domain/mean.ts";
import { checkName, sortSources } from "../domain/names.ts";
import type { ExperimentTask } from "../domain/task.ts";
import type { Baseline, NewTransfer } from "../domain/transfer.ts";
import type { LossRow } from "../files/losses.ts";
import { bytesOf } from "../queue/remember.ts";
import { renormalise } from "../queue/renormalise.ts";
import { winShare } from "../solver/tournament.ts";
import type { Artifacts } from "../store/artifacts.ts";
import type { Graph } from "../store/graph.ts";
import { importTarget } from "../store/imported-experiment.ts";
import { importedFrom } from "../store/provenance.ts";
import { taskRecord } from "./task-record.ts";

export interface LossesImport {
  rows: LossRow[];
  /** For errors and provenance. */
  file: string;
  experiment: string;
  target: string;
  title: string | null;
  replace: boolean;
}

/**
 * Adds one target to an imported experiment (made where it does not exist): losses become artifacts, then tournament, affinities, Gain
 * against the row `pixels` and Quality against the self edge. Returns the number of transfers. Wholly or
 * not at all: BAD_INPUT, WRONG_STATE, ALREADY_EXISTS where it has transfers into the target and `replace` is false.
 */
export async function importLosses(graph: Graph, artifacts: Artifacts, request: LossesImport): Promise<number> {
  const { rows, file, experiment, title, replace } = request;
  const target = checkName(request.target, "target");
  const edges = rows.filter(({ pixels }) => !pixels);
  if (edges.length === 0) throw badInput(`${file}: no transfer: at least one row besides pixels is needed`);

  const uses = usesOf(edges, target);
  const measured = await measure(artifacts, rows, target, basename(file));
  const written = await importTarget(graph, {
    experiment,
    target,
    title,
    tasks: uses.map(({ task }) => taskRecord(task)),
    uses,
    ...measured,
    replace,
    renormalise: (existing, computed) => renormalise(artifacts, existing, computed),
  });
  return written.length;
}

function usesOf(rows: LossRow[], target: string): ExperimentTask[] {
  const sources = new Set(rows.flatMap((row) => row.sources));
  return sortSources([target, ...sources]).map((task) => ({
    task,
    role: task !== target ? "SOURCE" : sources.has(task) ? "BOTH" : "TARGET",
    labelCost: 1,
    importance: 1,
  }));
}

async function measure(
  artifacts: Artifacts,
  rows: LossRow[],
  target: string,
  source: string,
): Promise<{ transfers: NewTransfer[]; baseline?: Baseline }> {
  const isOwn = ({ sources }: LossRow): boolean => sources.length === 1 && sources[0] === target;
  const scratch = rows.find(({ pixels }) => pixels) ?? null;
  // Without a row `self`, a row of the target alone is the self edge; beside one it is a control.
  const own = rows.find(({ self }) => self) ?? rows.find(isOwn) ?? null;
  const provenance = importedFrom(source);
  const share = (row: LossRow, rival: LossRow | null): number | null =>
    rival === null ? null : winShare(row.losses, rival.losses);
  const store = ({ losses }: LossRow): Promise<string> => artifacts.put(bytesOf(losses));

  const transfers = rows
    .filter((row) => row !== scratch)
    .map(async (row): Promise<NewTransfer> => {
      const edge = { sources: row.self ? [target] : row.sources, target, self: row === own };
      return {
        ...edge,
        control: isControl(edge),
        status: "COMPUTED",
        error: null,
        gain: share(row, scratch),
        quality: share(row, own),
        meanLoss: mean(row.losses),
        losses: await store(row),
        provenance,
      };
    });
  const all = { transfers: await Promise.all(transfers) };
  if (scratch === null) return all;
  const losses = await store(scratch);
  return {
    ...all,
    baseline: { target, meanLoss: mean(scratch.losses), quality: share(scratch, own), losses, provenance },
  };
}
