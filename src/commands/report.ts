import type { Command } from "commander";
import { checkWritable, writeOutput } from "../files/text.ts";
import { reportMarkdown } from "../report/markdown.ts";
import { report } from "../report/report.ts";
import { wholeNumber } from "./arguments.ts";
import { type GraphDeps, withGraph } from "./deps.ts";
import { gatherEvidence } from "./report-evidence.ts";

interface ReportOptions {
  experiment: string;
  repeat: string[];
  seed: number;
  json?: boolean;
  out?: string;
}

export function addReport(program: Command, deps: GraphDeps): void {
  program
    .command("report")
    .description("is an experiment faithful to the published structure: every check, its figures and its verdict")
    .requiredOption("--experiment <id>", "which experiment; taxonomy2018_16k checks the checks")
    .option("--repeat <id>", "the same again with new seeds, for the noise floor; may be repeated", collect, [])
    .option("--seed <n>", "seed of permutations and random taxonomies", wholeNumber, 1)
    .option("--json", "one JSON line")
    .option("--out <file>", "file to write; standard output where left out")
    .action(async (options: ReportOptions) => {
      const { out, json } = options;
      if (out !== undefined) await checkWritable(out);
      const answer = await report(await withGraph(deps, (graph) => gatherEvidence(graph, deps, options)));
      const text = json ? `${JSON.stringify(answer)}\n` : reportMarkdown(answer, commandOf(options));
      if (out === undefined) process.stdout.write(text);
      else await writeOutput(out, text);
    });
}

const collect = (id: string, earlier: string[]): string[] => [...earlier, id];

const commandOf = ({ experiment, repeat, seed }: ReportOptions): string =>
  [
    "taskonomy report --experiment",
    experiment,
    ...repeat.map((id) => `--repeat ${id}`),
    ...(seed === 1 ? [] : [`--seed ${seed}`]),
  ].join(" ");
