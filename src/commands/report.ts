import type { Command } from "commander";
import { checkWritable, writeOutput } from "../files/text.ts";
import { reportMarkdown } from "../report/markdown.ts";
import { reportOnSeeds } from "../report/seeds.ts";
import { wholeNumber } from "./arguments.ts";
import { type GraphDeps, withGraph } from "./deps.ts";
import { type Asked, gatherAgain, gatherEvidence } from "./report-evidence.ts";

interface ReportOptions extends Asked {
  json?: boolean;
  out?: string;
}

export function addReport(program: Command, deps: GraphDeps): void {
  program
    .command("report")
    .description("is an experiment faithful to the published structure: every check, its figures and its verdict")
    .requiredOption("--experiment <id>", "which experiment; taxonomy2018_16k checks the checks")
    .option("--repeat <id>", "the same with other seeds, all orders or the first ones; may be repeated", collect, [])
    .option("--compare <id>", "the same with representations of another size; may be repeated", collect, [])
    .option("--seed <n>", "seed of permutations and random taxonomies", wholeNumber, 1)
    .option("--json", "one JSON line")
    .option("--out <file>", "file to write; standard output where left out")
    .action(async (options: ReportOptions) => {
      const { out, json } = options;
      if (out !== undefined) await checkWritable(out);
      const { measured, again } = await withGraph(deps, async (graph) => ({
        measured: await gatherEvidence(graph, deps, options),
        again: await gatherAgain(graph, deps, options),
      }));
      const answer = await reportOnSeeds(measured, again);
      const text = json ? `${JSON.stringify(answer)}\n` : reportMarkdown(answer, commandOf(options));
      if (out === undefined) process.stdout.write(text);
      else await writeOutput(out, text);
    });
}

const collect = (id: string, earlier: string[]): string[] => [...earlier, id];

const commandOf = ({ experiment, repeat, compare, seed }: Asked): string =>
  [
    "taskonomy report --experiment",
    experiment,
    ...repeat.map((id) => `--repeat ${id}`),
    ...compare.map((id) => `--compare ${id}`),
    ...(seed === 1 ? [] : [`--seed ${seed}`]),
  ].join(" ");
