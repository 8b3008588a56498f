import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { coverage } from "../domain/coverage.ts";
import type { Experiment as ExperimentRecord, JobRecord, JudgedModel as ModelRecord } from "../domain/experiment.ts";
import type { Baseline as BaselineRecord } from "../domain/transfer.ts";
import { experimentProgress } from "../queue/progress.ts";
import { Baseline } from "../schema/baseline.ts";
import type { Connection } from "../schema/connection.ts";
import { ExperimentConnection, JobConnection } from "../schema/connections.ts";
import { Experiment } from "../schema/experiment.ts";
import { ExperimentProgress } from "../schema/experiment-progress.ts";
import { FrozenModel } from "../schema/frozen-model.ts";
import { TrainingBudget } from "../schema/training-budget.ts";
import { findExperiment, listExperiments } from "../store/experiments.ts";
import { pageOfJobs } from "../store/jobs.ts";
import { listModels } from "../store/models.ts";
import { baselinesOf, edgesOf } from "../store/transfers.ts";
import type { Context } from "./context.ts";
import { checkFirst, connection } from "./page.ts";

@ArgsType()
class ExperimentsArgs {
  @Field(() => Int, { nullable: true, defaultValue: 20, description: "Length of the page, 1 to 500." })
  first!: number;

  @Field(() => String, { nullable: true, description: "Cursor of the last item before the page." })
  after!: string | null;
}

@ArgsType()
class JobsArgs {
  @Field(() => Int, { nullable: true, defaultValue: 50, description: "Length of the page, 1 to 500." })
  first!: number;

  @Field(() => String, { nullable: true, description: "Cursor of the last item before the page." })
  after!: string | null;
}

@Resolver(() => Experiment)
export class ExperimentResolver {
  @Query(() => ExperimentConnection, { description: "Experiments, latest first." })
  async experiments(
    @Ctx() { graph }: Context,
    @Args(() => ExperimentsArgs) { first, after = null }: ExperimentsArgs,
  ): Promise<Connection<ExperimentRecord>> {
    return connection(await listExperiments(graph, { first: checkFirst(first), after }), after);
  }

  @Query(() => Experiment, { nullable: true, description: "One experiment, or null where there is none of this id." })
  experiment(
    @Ctx() { graph }: Context,
    @Arg("id", () => ID, { description: "Its id." }) id: string,
  ): Promise<ExperimentRecord | null> {
    return findExperiment(graph, id);
  }

  @FieldResolver(() => [FrozenModel], { description: "The networks trained so far, by task." })
  models(@Ctx() { graph }: Context, @Root() { id }: ExperimentRecord): Promise<ModelRecord[]> {
    return listModels(graph, id);
  }

  @FieldResolver(() => [Baseline], { description: "The scratch baselines trained so far, by target." })
  baselines(@Ctx() { graph }: Context, @Root() { id }: ExperimentRecord): Promise<BaselineRecord[]> {
    return baselinesOf(graph, id);
  }

  @FieldResolver(() => JobConnection, { description: "The jobs that ended so far, by id." })
  async jobs(
    @Ctx() { graph }: Context,
    @Root() { id }: ExperimentRecord,
    @Args(() => JobsArgs) { first, after = null }: JobsArgs,
  ): Promise<Connection<JobRecord>> {
    return connection(await pageOfJobs(graph, { experiment: id, first: checkFirst(first), after }), after);
  }

  @FieldResolver(() => TrainingBudget, {
    nullable: true,
    description: "Which of its first-order transfers are trained, the most promising first; null: all.",
  })
  async trainingBudget(
    @Ctx() { graph }: Context,
    @Root() experiment: ExperimentRecord,
  ): Promise<TrainingBudget | null> {
    const budget = experiment.settings?.trainingBudget;
    if (budget === undefined) return null;
    return { share: null, minutes: null, ...budget, ...coverage(experiment, await edgesOf(graph, experiment.id)) };
  }

  @FieldResolver(() => ExperimentProgress, { description: "How far it is." })
  progress(@Ctx() { queue, graph }: Context, @Root() { id }: ExperimentRecord): Promise<ExperimentProgress> {
    return experimentProgress(queue, graph, id);
  }
}
