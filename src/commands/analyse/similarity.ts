import { type Command, Option } from "commander";
import { type Similarity, type SimilarityAsked, similarity } from "../../analysis/similarity.ts";
import type { Tree } from "../../analysis/tree.ts";
import { VECTOR_KINDS } from "../../analysis/vectors.ts";
import { badInput } from "../../domain/errors.ts";
import { RESAMPLING_UNITS, type ResamplingUnit } from "../../domain/resampling-unit.ts";
import { wholeNumber } from "../arguments.ts";
import { type EdgesOptions, readEdges, TABLE_HELP } from "../solve-options.ts";
import type { AnalysisDeps } from "./ask.ts";

export interface SimilarityOptions extends SimilarityAsked, EdgesOptions {
  by?: ResamplingUnit;
  json?: boolean;
  newick?: boolean;
}

export function addSimilarity(analyse: Command, deps: AnalysisDeps): void {
  analyse
    .command("similarity")
    .description("which tasks transfer alike, as a tree")
    .option("--table <file>", TABLE_HELP)
    .option("--experiment <id>", "a stored experiment")
    .addOption(new Option("--vectors <kind>", "what describes a task").choices(VECTOR_KINDS).default("rank"))
    .addOption(
      new Option("--by <what>", "draw the test images again, not the targets; with --experiment").choices(
        RESAMPLING_UNITS,
      ),
    )
    .option("--resamples <n>", "times that they are drawn again, for the support of clusters", wholeNumber, 200)
    .option("--seed <n>", "seed of the draws", wholeNumber, 1)
    .option("--newick", "the tree in Newick format alone")
    .option("--json", "one JSON line")
    .action(async (options: SimilarityOptions) => console.log(await similarityCommand(options, deps)));
}

/** Errors: BAD_INPUT, NOT_FOUND, NO_LOSSES, ARTIFACT_CORRUPT. */
export async function similarityCommand(options: SimilarityOptions, deps: AnalysisDeps): Promise<string> {
  const { experiment, by } = options;
  const { edges } = await readEdges(options, deps.loadEdges);
  if (by !== undefined && experiment === undefined) {
    throw badInput(`--by ${by} needs --experiment ID: a table has no per-image losses`);
  }
  const images = by === undefined ? null : { by, measured: await deps.loadMeasured({ experiment: experiment!, by }) };
  const answer = await similarity(edges, options, images);
  if (options.newick) return answer.newick;
  return options.json ? JSON.stringify(answer) : treeText(answer);
}

function treeText({ tree, clusters, stability, by, resamples, filled, note }: Similarity): string {
  const support = new Map(clusters.map((cluster) => [cluster.tasks.join(), cluster.support]));
  const lines: string[] = [];
  const draw = (node: Tree, indent: string, branch: string, below: string): void => {
    if ("name" in node) {
      lines.push(`${indent}${branch}${node.name}`);
      return;
    }
    const share = Math.round(100 * support.get(node.members.join())!);
    lines.push(`${indent}${branch}${node.height.toPrecision(3)} (${share}%)`);
    draw(node.children[0], indent + below, "├─ ", "│  ");
    draw(node.children[1], indent + below, "└─ ", "   ");
  };
  draw(tree, "", "", "");
  return [
    `Tasks that transfer alike: height of each merge, and how often it comes back with other ${by === null ? "targets" : "test images"}`,
    "",
    ...lines,
    "",
    `cophenetic correlation with ${resamples} resamples: mean ${stability.mean.toFixed(2)}, 5% below ${stability.low.toFixed(2)}`,
    ...(filled === 0 ? [] : [`${filled} pairs without a transfer count as the median of their target`]),
    note,
  ].join("\n");
}
