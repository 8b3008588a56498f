import { parse } from "csv-parse/sync";
import { byCodePoint } from "../domain/names.ts";
import { randomOf } from "../domain/random.ts";
import { invalid } from "./invalid.ts";
import { SPLITS, type Split, type View } from "./layout.ts";

export type Buildings = Record<Split, string[]>;

/**
 * The original split files (`train_val_test_*.csv`): a header `id,train,val,test` in any order, then one building a line with 1 under its
 * split; line ends may be CR alone. Throws DATASET_INVALID.
 */
export function parseSplits(text: string, file: string): Buildings {
  let rows: Record<string, string>[];
  try {
    rows = parse(text, {
      columns: true,
      trim: true,
      bom: true,
      skip_empty_lines: true,
      record_delimiter: ["\r\n", "\n", "\r"],
    });
  } catch (cause) {
    throw invalid(file, `no table with the columns id, train, val and test (${(cause as Error).message})`, cause);
  }
  const buildings: Buildings = { train: [], val: [], test: [] };
  for (const row of rows) {
    const id = row.id;
    const flags = SPLITS.map((split) => row[split]);
    if (!id || flags.some((flag) => flag === undefined || !/^[01](\.0)?$/.test(flag))) {
      throw invalid(file, `the row of ${JSON.stringify(id ?? "")} needs 0 or 1 under train, val and test`);
    }
    const chosen = SPLITS.filter((_, i) => Number(flags[i]) === 1);
    if (chosen.length > 1)
      throw invalid(file, `building ${id} is in the splits ${chosen.join(" and ")}, one is allowed`);
    for (const split of chosen) buildings[split].push(id);
  }
  return buildings;
}

export function formatSplits(buildings: Buildings): string {
  const lines = SPLITS.flatMap((split) =>
    buildings[split].map((id) => [id, ...SPLITS.map((s) => (s === split ? 1 : 0))].join(",")),
  );
  return `${["id,train,val,test", ...lines].join("\n")}\n`;
}

/** Where there is no split file: a tenth of the buildings each for val and test, at least one, always the same. */
export function drawSplits(all: string[]): Buildings {
  const buildings = randomOf("splits").shuffle([...all].sort(byCodePoint));
  const tenth = Math.max(1, Math.round(all.length / 10));
  return { val: buildings.slice(0, tenth), test: buildings.slice(tenth, 2 * tenth), train: buildings.slice(2 * tenth) };
}

/** The views of a split in a fixed order, spread over the scenes: one of every scene, then another of every scene, and so on. */
export function spread(scenes: View[][], split: Split): View[] {
  const random = randomOf("view order", split);
  const order = random.shuffle(scenes.map((views) => random.shuffle([...views])));
  const rounds = Math.max(0, ...order.map((views) => views.length));
  return Array.from({ length: rounds }, (_, round) => order.flatMap((views) => views.slice(round, round + 1))).flat();
}
