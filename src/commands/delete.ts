import type { Command } from "commander";
import { deleteExperiment } from "../store/delete-experiment.ts";
import { type GraphDeps, withGraph } from "./deps.ts";

export function addDelete(program: Command, deps: GraphDeps): void {
  program
    .command("delete")
    .description("delete an experiment with its transfers and models; its events stay")
    .requiredOption("--experiment <id>", "which experiment")
    .action(({ experiment }: { experiment: string }) =>
      withGraph(deps, async (graph) => {
        await deleteExperiment(graph, experiment);
        console.log(`${experiment} is deleted`);
      }),
    );
}
