import type { Command } from "commander";
import { readConfig } from "../config.ts";
import type { JobKind } from "../domain/experiment.ts";
import { RANDOM } from "../domain/task.ts";
import type { Transfer } from "../domain/transfer.ts";
import { checkWritable, writeOutput } from "../files/text.ts";
import { solveTaxonomy, type TaxonomyAnswer } from "../solver/taxonomy.ts";
import type { Graph } from "../store/graph.ts";
import { listJobs } from "../store/jobs.ts";
import { edgesOf } from "../store/transfers.ts";
import { untilStopped } from "../until-stopped.ts";
import { affinityMatrix, taxonomyEdges, taxonomyTable } from "./demo-summary.ts";
import { announceBackend, ensureExperiment, follow } from "./experiment-run.ts";
import { importPublished } from "./import.ts";
import { type Platform, startPlatform } from "./platform.ts";
import { type StoredEdges, storedEdges } from "./stored-edges.ts";

const BUDGETS = [1, 2, 3, 4, 5, 6, 8, 10];
const PUBLISHED = "taskonomy2018_16k";

interface DemoOptions {
  exit?: boolean;
  json?: string;
  short?: boolean;
}

export function addDemo(program: Command): void {
  program
    .command("demo")
    .description("the whole method on the embedded data set; then keeps serving")
    .option("--exit", "stop what was started and exit when done")
    .option("--json <file>", "write the result as JSON")
    .option("--short", "a few images only: shows that everything works, not what transfers")
    .action(demo);
}

async function demo(options: DemoOptions): Promise<void> {
  if (options.json !== undefined) await checkWritable(options.json);
  await announceBackend();
  const platform = await startPlatform(readConfig());
  const stopped = Promise.race([untilStopped(), platform.givenUp]);
  try {
    await importPublished(platform.graph);
    console.error(`GraphQL at ${platform.url}, Neo4j at ${platform.neo4j.uri}`);
    const [id, preset] = options.short ? ["demo-short", "smoke"] : ["demo", "demo"];
    const ids = await ensureExperiment(platform, { id, preset, seed: 1 });
    await follow(platform, ids, stopped);

    const result = await summarise(platform.graph, id);
    print(platform, { id, preset }, result);
    if (options.json !== undefined) await writeOutput(options.json, `${JSON.stringify(asJson(id, result))}\n`);
    if (options.exit) return;
    console.error("Serving until Ctrl-C.");
    const failure = await stopped;
    if (failure) throw failure;
  } finally {
    await platform.close();
  }
}

interface DemoResult {
  tasks: string[];
  transfers: Transfer[];
  taxonomies: TaxonomyAnswer[];
  published: TaxonomyAnswer[];
  seconds: Partial<Record<JobKind, number>>;
}

async function summarise(graph: Graph, id: string): Promise<DemoResult> {
  const transfers = await edgesOf(graph, id);
  const own = await storedEdges(graph, id);
  const paper = await storedEdges(graph, PUBLISHED);
  const tasks = Object.keys(own.tasks);
  const same = tasks.filter((task) => task !== RANDOM);
  const taxonomies: TaxonomyAnswer[] = [];
  const published: TaxonomyAnswer[] = [];
  for (const budget of BUDGETS) {
    taxonomies.push(await solve(own, budget, {}));
    published.push(await solve(paper, budget, { targets: same, sources: same }));
  }
  const seconds: DemoResult["seconds"] = {};
  for (const job of await listJobs(graph, id)) seconds[job.kind] = (seconds[job.kind] ?? 0) + job.seconds;
  return { tasks, transfers, taxonomies, published, seconds };
}

function solve({ edges }: StoredEdges, budget: number, among: { targets?: string[]; sources?: string[] }) {
  const plain = { labelCosts: {}, importance: {}, force: [], forbid: [], withRandom: false, timeLimit: null };
  return solveTaxonomy({ edges, budget, maxOrder: 2, objective: "affinity", ...plain, ...among });
}

const MEANINGLESS = `The short demo trains on a handful of images: it shows that everything works, and its figures mean nothing. Those of
\`npm run demo\`, without --short, do.

`;

function print(
  { url, neo4j }: Platform,
  { id, preset }: { id: string; preset: string },
  { transfers, taxonomies, published }: DemoResult,
): void {
  console.log(`
${preset === "smoke" ? MEANINGLESS : ""}Affinity of each source for each target, first order, percent (compare within a column; * marks the best source of a
target, the control random apart)

${affinityMatrix(transfers)}

Taxonomies: which tasks to label under a budget, and how well their transfers serve all tasks; below each, the one of the
paper's table of 16k images for the same tasks. Gain and Quality are the mean share of test images on which the chosen transfer beats a network
trained from scratch on the same little data, and the fully supervised one.

${taxonomyTable(taxonomies, published)}

At budget ${taxonomies[2]!.budget}:

${taxonomyEdges(taxonomies[2]!)}

GraphQL  ${url}   (experiment "${id}", beside the paper's taskonomy2018, taskonomy2018_16k, taskonomy2018_1k)
Neo4j    ${neo4j.uri}   (docs/operations.md says how to connect)`);
}

/** The contract's form of `--json`. */
function asJson(experiment: string, { tasks, transfers, taxonomies, seconds }: DemoResult): object {
  const counts: Record<string, number> = {};
  for (const { order, self } of transfers) if (!self) counts[order] = (counts[order] ?? 0) + 1;
  const affinities = transfers
    .filter(({ affinity }) => affinity !== null)
    .map(({ sources, target, order, self, control, affinity, rank }) => ({
      sources,
      target,
      order,
      self,
      control,
      affinity,
      rank,
    }));
  return { experiment, tasks, transfers: counts, affinities, taxonomies, seconds };
}
