import { join } from "node:path";
import { readTable } from "../files/read-table.ts";
import type { ProgramEdge } from "../solver/program.ts";
import { edgesOfRows } from "./table-edges.ts";

/** The paper's tables: titles by the experiments they become. */
export const PUBLISHED = {
  taskonomy2018: "Taskonomy (CVPR 2018), the paper's main table",
  taskonomy2018_16k: "Taskonomy (CVPR 2018), transfers trained on 16k images",
  taskonomy2018_1k: "Taskonomy (CVPR 2018), transfers trained on 1k images",
};

type Published = keyof typeof PUBLISHED;

export const publishedFile = (table: string): string => join(import.meta.dirname, "../../published", `${table}.csv`);

/** The edges of a published table, from this program's own copy. */
export async function publishedEdges(table: Published): Promise<ProgramEdge[]> {
  return edgesOfRows(await readTable(publishedFile(table)));
}
