import type { Analysis } from "../store/analysis.ts";
import { columns } from "./columns.ts";

/** Characters of a cell that are shown. */
export const WIDEST = 80;

/** Rows under a header, in columns, and whether a cell of them was cut. */
export function formatRows({ columns: names, rows }: Analysis): { lines: string[]; isCut: boolean } {
  if (rows.length === 0) return { lines: ["no rows"], isCut: false };
  const whole = rows.map((row) => row.map(formatCell));
  return {
    lines: columns(
      names,
      whole.map((row) => row.map(cut)),
    ),
    isCut: whole.flat().some(isWide),
  };
}

function formatCell(value: unknown): string {
  if (value === null) return "-";
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : value.toFixed(4);
  if (Array.isArray(value)) return value.map(formatCell).join(" + ");
  return typeof value === "object" ? JSON.stringify(value) : String(value).replaceAll(/\s+/g, " ");
}

const isWide = (cell: string): boolean => cell.length > WIDEST;

const cut = (cell: string): string => (isWide(cell) ? `${cell.slice(0, WIDEST - 1)}…` : cell);
