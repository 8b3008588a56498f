import type { Command } from "commander";
import { deleteExperiment } from "../store/delete-experiment.ts";
import { type GraphDeps, withGraph } from "./deps.ts";

export function addDelete(program: Command, deps: GraphDeps): void {
  program
    .command("delete")
    .description(
      "delete an experiment with its transfers, its models and the tasks of kind OTHER that nothing else names",
    )
    .requiredOption("--experiment <id>", "which experiment; nothing more is asked")
    .action(({ experiment }: { experiment: string }) =>
      withGraph(deps, async (graph) => {
        const { transfers, tasks } = await deleteExperiment(graph, experiment);
        console.log(`${experiment} is deleted, with its ${transfers} transfers`);
        if (tasks.length > 0) console.log(`tasks that nothing else named, deleted too: ${tasks.join(", ")}`);
      }),
    );
}
