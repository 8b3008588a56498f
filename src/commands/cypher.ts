import type { Command } from "commander";
import { badInput } from "../domain/errors.ts";
import { readText } from "../files/text.ts";
import { type Analysis, analyse } from "../store/analysis.ts";
import { type GraphDeps, withGraph } from "./deps.ts";
import { formatRows, WIDEST } from "./format-rows.ts";

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
        const { lines, isCut } = json ? { lines: jsonLines(result), isCut: false } : formatRows(result);
        for (const line of lines) console.log(line);
        if (isCut) {
          console.error(`note: cells of more than ${WIDEST} characters are cut: --json prints them whole`);
        }
        if (result.rows.length === 0 && Object.keys(param).length > 0) {
          console.error(`note: asked with ${parametersText(param)}`);
        }
        if (result.truncated) console.error(`Only the first ${LIMITS.rows} rows are shown.`);
      }),
    );
}

function collectParameter(text: string, earlier: Record<string, unknown>): Record<string, unknown> {
  const at = text.indexOf("=");
  if (at < 1) throw badInput(`--param ${text}: allowed is name=value`);
  return { ...earlier, [text.slice(0, at)]: parseValue(text.slice(at + 1)) };
}

/** For example `experiment = "demo", limit = 5`. */
const parametersText = (parameters: Record<string, unknown>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
    .join(", ");

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const jsonLines = ({ columns, rows }: Analysis): string[] =>
  rows.map((row) => JSON.stringify(Object.fromEntries(row.map((value, i) => [columns[i]!, value]))));
