import type { TableRow } from "../files/table.ts";
import type { ProgramEdge } from "../solver/program.ts";

/** The rows that are edges: neither the scratch baseline nor without an affinity. */
export const edgesOfRows = (rows: TableRow[]): ProgramEdge[] =>
  rows.flatMap(({ pixels, affinity, ...edge }) => (pixels || affinity === null ? [] : [{ ...edge, affinity }]));
