import type { Analysis } from "../store/analysis.ts";
import { columns } from "./analyse/text.ts";

/** Characters of a cell that are shown. */
export const WIDEST = 80;
/** In place of those that are not. */
export const CUT = "…";

/** Rows under a header, in columns. */
export function formatRows({ columns: names, rows }: Analysis): string[] {
  if (rows.length === 0) return ["no rows"];
  return columns(
    names,
    rows.map((row) => row.map(formatCell).map(cut)),
  );
}

function formatCell(value: unknown): string {
  if (value === null) return "-";
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : value.toFixed(4);
  if (Array.isArray(value)) return value.map(formatCell).join(" + ");
  return typeof value === "object" ? JSON.stringify(value) : String(value).replaceAll(/\s+/g, " ");
}

const cut = (cell: string): string => (cell.length > WIDEST ? cell.slice(0, WIDEST - 1) + CUT : cell);
