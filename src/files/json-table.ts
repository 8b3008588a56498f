import { z } from "zod";
import { parseJson, shaped } from "./document.ts";
import type { Row } from "./rows.ts";
import { SCRATCH_GAIN, sourcesCell, TABLE_COLUMNS } from "./table.ts";

const number = z.number().nullish();
const contents = z.object({
  transfers: z.array(
    z.object({
      target: z.string(),
      sources: z.array(z.string()),
      order: number,
      self: z.boolean().default(false),
      affinity: number,
      gain: number,
      quality: number,
    }),
  ),
  baselines: z.array(z.object({ target: z.string(), quality: number })).default([]),
});

/** The transfers and baselines of `taskonomy export --format json`, as rows of a table. Errors: BAD_INPUT with the place. */
export function jsonRows(text: string, file: string): Row[] {
  const { transfers, baselines } = shaped(contents, parseJson(text, file), file);
  return [
    { cells: [...TABLE_COLUMNS], place: file },
    ...transfers.map(({ order, affinity, gain, quality, ...edge }, i) => {
      const place = `${file}: transfers.${i}`;
      const cells = [edge.target, sourcesCell(edge, place), order ?? edge.sources.length, affinity, gain, quality];
      return row(cells, place);
    }),
    ...baselines.map(({ target, quality }, i) =>
      row([target, "pixels", 1, null, SCRATCH_GAIN, quality], `${file}: baselines.${i}`),
    ),
  ];
}

const row = (values: (string | number | null | undefined)[], place: string): Row => ({
  cells: values.map((value) => String(value ?? "")),
  place,
});
