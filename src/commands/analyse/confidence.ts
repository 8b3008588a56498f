import { type Command, Option } from "commander";
import { type Candidate, type Confidence, confidence } from "../../analysis/confidence.ts";
import { isControl } from "../../domain/control.ts";
import { badInput } from "../../domain/errors.ts";
import { RESAMPLING_UNITS, type ResamplingUnit } from "../../domain/resampling-unit.ts";
import { readLosses } from "../../files/read-losses.ts";
import { wholeNumber } from "../arguments.ts";
import { columns } from "../columns.ts";
import type { AnalysisDeps } from "./ask.ts";
import { fixed, servedBy } from "./text.ts";

export interface ConfidenceOptions {
  losses?: string;
  groups?: string;
  experiment?: string;
  target?: string;
  by?: ResamplingUnit;
  resamples: number;
  seed: number;
  json?: boolean;
}

export function addConfidence(analyse: Command, deps: AnalysisDeps): void {
  analyse
    .command("confidence")
    .description("how sure one target's affinities are: a bootstrap over scenes or test images")
    .option(
      "--losses <file>",
      "CSV: sources,<image id>,... and a row a source set, or Parquet or NPY; needs no service",
    )
    .option("--groups <file>", "with --losses: CSV image,group, the scene of each image")
    .option("--experiment <id>", "a stored experiment that has losses")
    .option("--target <name>", "with --experiment: which target")
    .addOption(
      new Option("--by <what>", "what is drawn; scenes where they are known, else images").choices(RESAMPLING_UNITS),
    )
    .option("--resamples <n>", "at most 10,000", wholeNumber, 1000)
    .option("--seed <n>", "seed of the draws", wholeNumber, 1)
    .option("--json", "one JSON line")
    .action(async (options: ConfidenceOptions) => console.log(await confidenceCommand(options, deps)));
}

/** Errors: BAD_INPUT, NOT_FOUND, NO_LOSSES, ARTIFACT_CORRUPT. */
export async function confidenceCommand(options: ConfidenceOptions, deps: AnalysisDeps): Promise<string> {
  const { candidates, scenes } = await readCandidates(options, deps);
  const { resamples, seed, by = null } = options;
  const answer = await confidence(candidates, scenes, { resamples, seed, by });
  return options.json ? JSON.stringify({ target: options.target ?? null, ...answer }) : confidenceText(answer);
}

async function readCandidates(
  { losses, groups, experiment, target, by }: ConfidenceOptions,
  { loadMeasured }: AnalysisDeps,
): Promise<{ candidates: Candidate[]; scenes: string[] | null }> {
  if (experiment !== undefined && losses === undefined) {
    if (target === undefined) throw badInput("--target NAME is needed with --experiment");
    if (groups !== undefined) throw badInput("--groups goes with --losses only");
    const { edges, scenes } = await loadMeasured({ experiment, target, by: by ?? null });
    return { candidates: edges, scenes: scenes.get(target) ?? null };
  }
  if (losses === undefined || experiment !== undefined) {
    throw badInput("exactly one of --losses FILE and --experiment ID is needed");
  }
  const { rows, groups: scenes } = await readLosses(losses, groups);
  // The scratch baseline is no candidate.
  const candidates = rows
    .filter(({ pixels }) => !pixels)
    .map((row): Candidate => {
      const { sources, self } = row;
      return { sources, self, control: isControl({ sources, target: target ?? "", self }), losses: row.losses };
    });
  if (candidates.length === 0) throw badInput(`${losses}: no transfer: at least one row besides pixels is needed`);
  return { candidates, scenes };
}

function confidenceText({ candidates, images, by, groups, resamples, seed, note }: Confidence): string {
  const rows = candidates.map(({ sources, self, affinity, low, high, best }) => [
    ...[servedBy({ sources, self }), fixed(affinity, 4), `${fixed(low, 4)} to ${fixed(high, 4)}`],
    `${fixed(100 * best, 0)}%`,
  ]);
  const drawn = by === "image" ? `${images} images` : `${images} images in ${groups} scenes`;
  return [
    ...columns(["from", "affinity", "95% interval", "best"], rows),
    "",
    `${resamples} resamples of ${drawn}, seed ${seed}. ${note}`,
  ].join("\n");
}
