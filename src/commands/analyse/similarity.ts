import { type Command, Option } from "commander";
import { type Similarity, type SimilarityAsked, similarity } from "../../analysis/similarity.ts";
import type { Tree } from "../../analysis/tree.ts";
import { VECTOR_KINDS } from "../../analysis/vectors.ts";
import { wholeNumber } from "../arguments.ts";
import { type EdgesOptions, readEdges } from "../solve-options.ts";
import type { AnalysisDeps } from "./ask.ts";

export interface SimilarityOptions extends SimilarityAsked, EdgesOptions {
  json?: boolean;
  newick?: boolean;
}

export function addSimilarity(analyse: Command, deps: AnalysisDeps): void {
  analyse
    .command("similarity")
    .description("which tasks transfer alike, as a tree")
    .option("--table <file>", "CSV in the published format; needs no service")
    .option("--experiment <id>", "a stored experiment")
    .addOption(new Option("--vectors <kind>", "what describes a task").choices(VECTOR_KINDS).default("rank"))
    .option("--resamples <n>", "times that the targets are drawn again, for the support of clusters", wholeNumber, 200)
    .option("--seed <n>", "seed of the draws", wholeNumber, 1)
    .option("--newick", "the tree in Newick format alone")
    .option("--json", "one JSON line")
    .action(async (options: SimilarityOptions) => console.log(await similarityCommand(options, deps)));
}

/** Errors: BAD_INPUT, NOT_FOUND. */
export async function similarityCommand(options: SimilarityOptions, { loadEdges }: AnalysisDeps): Promise<string> {
  const { edges } = await readEdges(options, loadEdges);
  const answer = await similarity(edges, options);
  if (options.newick) return answer.newick;
  return options.json ? JSON.stringify(answer) : treeText(answer);
}

function treeText({ tree, clusters, stability, resamples, filled, note }: Similarity): string {
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
    "Tasks that transfer alike: height of each merge, and how often it comes back with other targets",
    "",
    ...lines,
    "",
    `cophenetic correlation with ${resamples} resamples: mean ${stability.mean.toFixed(2)}, 5% below ${stability.low.toFixed(2)}`,
    ...(filled === 0 ? [] : [`${filled} pairs without a transfer count as the median of their target`]),
    note,
  ].join("\n");
}
