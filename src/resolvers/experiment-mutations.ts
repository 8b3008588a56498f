import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import type { Experiment as ExperimentRecord } from "../domain/experiment.ts";
import { createFromPreset } from "../queue/create-experiment.ts";
import { enqueueTransfer, type QueuedJob } from "../queue/enqueue-transfer.ts";
import { dropJobs } from "../queue/queue.ts";
import { cancelExperiment, startExperiment } from "../queue/start.ts";
import { CreateExperimentInput } from "../schema/create-experiment-input.ts";
import { Experiment } from "../schema/experiment.ts";
import { Job } from "../schema/job.ts";
import { deleteExperiment } from "../store/delete-experiment.ts";
import type { Context } from "./context.ts";

@Resolver()
export class ExperimentMutations {
  @Mutation(() => Experiment, {
    description: "Creates an experiment as DRAFT, and with preset full the smaller one that it ranks.",
  })
  createExperiment(
    @Ctx() { graph }: Context,
    @Arg("input", () => CreateExperimentInput, { description: "What to create." }) input: CreateExperimentInput,
  ): Promise<ExperimentRecord> {
    return createFromPreset(graph, input);
  }

  @Mutation(() => Experiment, {
    description: "Starts an experiment and those that it ranks, or continues: what is missing is computed.",
  })
  startExperiment(
    @Ctx() { queue, graph }: Context,
    @Arg("id", () => ID, { description: "Its id." }) id: string,
  ): Promise<ExperimentRecord> {
    return startExperiment(queue, graph, id);
  }

  @Mutation(() => Experiment, {
    description: "Stops a RUNNING experiment and those that it ranks; what is finished stays.",
  })
  cancelExperiment(
    @Ctx() { queue, graph }: Context,
    @Arg("id", () => ID, { description: "Its id." }) id: string,
  ): Promise<ExperimentRecord> {
    return cancelExperiment(queue, graph, id);
  }

  @Mutation(() => ID, {
    description:
      "Deletes an experiment with its transfers, and the tasks of kind OTHER that nothing else names; gives its id. Its events stay.",
  })
  async deleteExperiment(
    @Ctx() { queue, graph }: Context,
    @Arg("id", () => ID, { description: "Its id." }) id: string,
  ): Promise<string> {
    await deleteExperiment(graph, id);
    // Jobs of an experiment that is gone come to nothing, so Redis may be away.
    await dropJobs(queue, id).catch(() => {});
    return id;
  }

  @Mutation(() => Job, {
    description:
      "Trains one transfer outside the plan of a COMPLETED experiment; one that exists is not trained again.",
  })
  trainTransfer(
    @Ctx() { queue, graph }: Context,
    @Arg("experiment", () => ID, { description: "Id of the experiment." }) experiment: string,
    @Arg("sources", () => [ID], { description: "Names of one or more of its tasks." }) sources: string[],
    @Arg("target", () => ID, { description: "Name of one of its targets." }) target: string,
  ): Promise<QueuedJob> {
    return enqueueTransfer(queue, graph, experiment, sources, target);
  }
}
