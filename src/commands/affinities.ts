import type { Command } from "commander";
import { checkName } from "../domain/names.ts";
import type { LossRow } from "../files/losses.ts";
import { readLosses } from "../files/read-losses.ts";
import { affinities } from "../solver/ahp.ts";
import { countWins } from "../solver/tournament.ts";

export interface AffinitiesOptions {
  losses: string;
  target?: string;
  json?: boolean;
}

export function addAffinities(program: Command): void {
  program
    .command("affinities")
    .description("how well each source set transfers to one target, from per-image losses; needs no service")
    .requiredOption(
      "--losses <file>",
      "CSV: sources,<image id>,... and a row a source set; or Parquet or NPY (docs/files.md)",
    )
    .option("--target <name>", "names the target in the answer")
    .option("--json", "one JSON line, with the tournament")
    .action(async (options: AffinitiesOptions) => console.log(await affinitiesCommand(options)));
}

/** Ranks every row of a file of losses. Errors: BAD_INPUT. */
export async function affinitiesCommand({ losses: file, target, json = false }: AffinitiesOptions): Promise<string> {
  if (target !== undefined) checkName(target, "target");
  const { images, rows } = await readLosses(file);
  const members = rows.length;
  const wins = countWins(rows.map(({ losses }) => losses));
  const { values, iterations } = affinities(wins, members, images.length);
  if (!json) return formatRanking(rows, values);
  const shares = Array.from(wins, (count) => count / images.length);
  return JSON.stringify({
    target: target ?? null,
    images: images.length,
    sources: rows.map(namesOf),
    affinities: [...values],
    tournament: rows.map((_, i) => shares.slice(i * members, (i + 1) * members)),
    iterations,
  });
}

const namesOf = ({ sources, self, pixels }: LossRow): string[] => (self ? ["self"] : pixels ? ["pixels"] : sources);

function formatRanking(rows: LossRow[], values: Float64Array): string {
  const ranked = rows.map((row, i) => ({ names: namesOf(row), affinity: values[i]! }));
  ranked.sort((a, b) => b.affinity - a.affinity);
  const lines = ranked.map(
    ({ names, affinity }, i) =>
      `${String(i + 1).padStart(4)}  ${affinity.toFixed(6).padStart(8)}  ${names.join(" + ")}`,
  );
  return ["rank  affinity  sources", ...lines].join("\n");
}
