import type { Command } from "commander";
import { badInput } from "../domain/errors.ts";
import { checkName } from "../domain/names.ts";
import { readLosses } from "../files/read-losses.ts";
import { readWinRates, type WinRates } from "../files/win-rates.ts";
import { affinities } from "../solver/ahp.ts";
import { countWins } from "../solver/tournament.ts";

export interface AffinitiesOptions {
  losses?: string;
  winRates?: string;
  target?: string;
  json?: boolean;
}

export function addAffinities(program: Command): void {
  program
    .command("affinities")
    .description(
      "how well each source set transfers to one target, from per-image losses or win rates; needs no service",
    )
    .option("--losses <file>", "CSV: sources,<image id>,... and a row a source set; or Parquet or NPY (docs/files.md)")
    .option(
      "--win-rates <file>",
      "CSV or Parquet: sources,<source set>,..., the share of images on which the row is better",
    )
    .option("--target <name>", "names the target in the answer")
    .option("--json", "one JSON line, with the tournament")
    .action(async (options: AffinitiesOptions) => console.log(await affinitiesCommand(options)));
}

/** Ranks every row of a file of losses or win rates. Errors: BAD_INPUT. */
export async function affinitiesCommand(options: AffinitiesOptions): Promise<string> {
  const { target, json = false } = options;
  if (target !== undefined) checkName(target, "target");
  const { rows, images, shares } = await readShares(options);
  const members = rows.length;
  const { values, iterations, residual } = affinities(shares, members, 1);
  if (!json) return formatRanking(rows, values);
  return JSON.stringify({
    target: target ?? null,
    images,
    sources: rows.map(namesOf),
    affinities: [...values],
    tournament: rows.map((_, i) => [...shares.slice(i * members, (i + 1) * members)]),
    iterations,
    residual,
  });
}

/** Who is better than whom on what share of the images; their number is unknown (null) of win rates. */
async function readShares({ losses, winRates }: AffinitiesOptions): Promise<WinRates & { images: number | null }> {
  if (winRates !== undefined && losses === undefined) return { ...(await readWinRates(winRates)), images: null };
  if (losses === undefined || winRates !== undefined) {
    throw badInput("exactly one of --losses FILE and --win-rates FILE is needed");
  }
  const { images, rows } = await readLosses(losses);
  const wins = countWins(rows.map((row) => row.losses));
  return { rows, images: images.length, shares: wins.map((count) => count / images.length) };
}

const namesOf = ({ sources, self, pixels }: WinRates["rows"][number]): string[] =>
  self ? ["self"] : pixels ? ["pixels"] : sources;

function formatRanking(rows: WinRates["rows"], values: Float64Array): string {
  const ranked = rows.map((row, i) => ({ names: namesOf(row), affinity: values[i]! }));
  ranked.sort((a, b) => b.affinity - a.affinity);
  const lines = ranked.map(
    ({ names, affinity }, i) =>
      `${String(i + 1).padStart(4)}  ${affinity.toFixed(6).padStart(8)}  ${names.join(" + ")}`,
  );
  const scratch = rows.some(({ pixels }) => pixels)
    ? [
        "",
        "pixels, training from scratch, is ranked as a source here; stored experiments and `analyse confidence` leave it out",
      ]
    : [];
  return ["rank  affinity  sources", ...lines, ...scratch].join("\n");
}
