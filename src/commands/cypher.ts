import type { Command } from "commander";
import { badInput } from "../domain/errors.ts";
import { readText } from "../files/text.ts";
import { type Analysis, analyse } from "../store/analysis.ts";
import { columns } from "./analyse/text.ts";
import { type GraphDeps, withGraph } from "./deps.ts";

const LIMITS = { rows: 10_000, seconds: 30 };

export function addCypher(program: Command, deps: GraphDeps): void {
  program
    .command("cypher")
    .description("run a statement that reads, for example one of cypher/analysis")
    .argument("<file>", "Cypher, one statement")
    .option("--param <k=v>", "a parameter: JSON, or else text; may be repeated", collectParameter, {})
    .option("--json", "a JSON object a row")
    .action((file: string, { param, json }: { param: Record<string, unknown>; json?: boolean }) =>
      withGraph(deps, async (graph) => {
        const result = await analyse(graph, await readText(file), param, LIMITS);
        for (const line of json ? jsonLines(result) : formatRows(result)) console.log(line);
        if (result.truncated) console.error(`Only the first ${LIMITS.rows} rows are shown.`);
      }),
    );
}

function collectParameter(text: string, earlier: Record<string, unknown>): Record<string, unknown> {
  const at = text.indexOf("=");
  if (at < 1) throw badInput(`--param ${text}: allowed is name=value`);
  return { ...earlier, [text.slice(0, at)]: parseValue(text.slice(at + 1)) };
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const jsonLines = ({ columns, rows }: Analysis): string[] =>
  rows.map((row) => JSON.stringify(Object.fromEntries(row.map((value, i) => [columns[i]!, value]))));

/** Characters of a cell that are shown; JSON has it whole. */
const WIDEST = 80;

/** Rows under a header, in columns. */
function formatRows({ columns: names, rows }: Analysis): string[] {
  if (rows.length === 0) return ["no rows"];
  const cells = rows.map((row) => row.map(formatCell));
  if (cells.flat().some((cell) => cell.length > WIDEST)) {
    console.error(`note: cells of more than ${WIDEST} characters are cut: --json prints them whole`);
  }
  return columns(
    names,
    cells.map((row) => row.map((cell) => (cell.length > WIDEST ? `${cell.slice(0, WIDEST - 1)}…` : cell))),
  );
}

function formatCell(value: unknown): string {
  if (value === null) return "-";
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : value.toFixed(4);
  if (Array.isArray(value)) return value.map(formatCell).join(" + ");
  return typeof value === "object" ? JSON.stringify(value) : String(value).replaceAll(/\s+/g, " ");
}
