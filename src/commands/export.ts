import { type Command, Option } from "commander";
import type { Experiment } from "../domain/experiment.ts";
import { requireWhole } from "../domain/require-whole.ts";
import type { TaskRecord } from "../domain/task.ts";
import type { Baseline, Transfer } from "../domain/transfer.ts";
import { formatGraphml } from "../files/format-graphml.ts";
import { formatParquet } from "../files/format-parquet.ts";
import { formatTable } from "../files/format-table.ts";
import { SCRATCH_GAIN, type TableRow } from "../files/table.ts";
import { checkWritable, writeOutput } from "../files/text.ts";
import { requireExperiment } from "../store/experiments.ts";
import type { Graph } from "../store/graph.ts";
import { findTasks } from "../store/tasks.ts";
import { baselinesOf, transfersOf } from "../store/transfers.ts";
import { type GraphDeps, withGraph } from "./deps.ts";

/** What is exported of an experiment. */
interface Contents {
  experiment: Experiment;
  tasks: TaskRecord[];
  baselines: Baseline[];
  transfers: Transfer[];
}

const FORMATS = {
  csv: ({ baselines, transfers }: Contents) => formatTable(tableRows(transfers, baselines)),
  json: (contents: Contents) => `${JSON.stringify(contents)}\n`,
  graphml: ({ tasks, baselines, transfers }: Contents) => formatGraphml(tasks, baselines, transfers),
  parquet: ({ baselines, transfers }: Contents) => formatParquet(tableRows(transfers, baselines)),
};

export function addExport(program: Command, deps: GraphDeps): void {
  program
    .command("export")
    .description("write an experiment's transfers in a form for other programs")
    .requiredOption("--experiment <id>", "which experiment")
    .addOption(new Option("--format <name>", "form").choices(Object.keys(FORMATS)).makeOptionMandatory())
    .option("--out <file>", "file to write; standard output where left out")
    .action(async ({ experiment, format, out }: { experiment: string; format: keyof typeof FORMATS; out?: string }) => {
      if (out !== undefined) await checkWritable(out);
      await withGraph(deps, async (graph) => {
        const content = FORMATS[format](await contentsOf(graph, experiment));
        if (out === undefined) process.stdout.write(content);
        else await writeOutput(out, content);
      });
    });
}

async function contentsOf(graph: Graph, id: string): Promise<Contents> {
  const experiment = requireWhole(await requireExperiment(graph, id));
  const [tasks, baselines, transfers] = await Promise.all([
    findTasks(
      graph,
      experiment.tasks.map(({ task }) => task),
    ),
    baselinesOf(graph, id),
    transfersOf(graph, id),
  ]);
  return { experiment, tasks, baselines, transfers };
}

/** Edges that have an affinity and the baselines, as rows of the published format. */
function tableRows(transfers: Transfer[], baselines: Baseline[]): TableRow[] {
  const edges = transfers
    .filter(({ affinity }) => affinity !== null)
    .map(({ target, sources, order, self, control, affinity, gain, quality }): TableRow => {
      return { target, sources, order, self, pixels: false, control, affinity, gain, quality };
    });
  const scratch = baselines.map(({ target, quality }): TableRow => {
    const none = { sources: [], order: 1, self: false, pixels: true, control: false, affinity: null };
    return { target, ...none, gain: SCRATCH_GAIN, quality };
  });
  return [...scratch, ...edges];
}
