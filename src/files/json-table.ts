import { z } from "zod";
import { badInput } from "../domain/errors.ts";
import type { Row } from "./rows.ts";
import { TABLE_COLUMNS } from "./table.ts";

const number = z.number().nullish();
const contents = z.object({
  transfers: z.array(
    z.object({
      target: z.string(),
      sources: z.array(z.string()),
      self: z.boolean().optional(),
      affinity: number,
      gain: number,
      quality: number,
    }),
  ),
  baselines: z.array(z.object({ target: z.string(), quality: number })).default([]),
});

/** The transfers and baselines of `taskonomy export --format json`, as rows of a table. Errors: BAD_INPUT with the place. */
export function jsonRows(text: string, file: string): Row[] {
  const parsed = contents.safeParse(parseJson(text, file));
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw badInput(`${file}: ${path.join(".") || "its contents"}: ${message.toLowerCase()}`);
  }
  const { transfers, baselines } = parsed.data;
  return [
    { cells: [...TABLE_COLUMNS], place: file },
    ...transfers.map(({ target, sources, self = false, affinity, gain, quality }, i) => {
      const named = self ? ["self"] : sources;
      return row([target, named.join("+"), named.length, affinity, gain, quality], `${file}: transfers.${i}`);
    }),
    // Against itself the scratch network wins half.
    ...baselines.map(({ target, quality }, i) =>
      row([target, "pixels", 1, null, 0.5, quality], `${file}: baselines.${i}`),
    ),
  ];
}

const row = (values: (string | number | null | undefined)[], place: string): Row => ({
  cells: values.map((value) => String(value ?? "")),
  place,
});

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badInput(`${file}: is no JSON`);
  }
}
