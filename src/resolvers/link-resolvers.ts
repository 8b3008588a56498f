import type { GraphQLResolveInfo } from "graphql";
import { Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import type { Experiment as ExperimentRecord } from "../domain/experiment.ts";
import type { TaskRecord } from "../domain/task.ts";
import { Baseline } from "../schema/baseline.ts";
import { Experiment } from "../schema/experiment.ts";
import { ExperimentTask } from "../schema/experiment-task.ts";
import { FrozenModel } from "../schema/frozen-model.ts";
import { Job } from "../schema/job.ts";
import { SourceSet } from "../schema/source-set.ts";
import { Task } from "../schema/task.ts";
import { Transfer } from "../schema/transfer.ts";
import type { Context } from "./context.ts";
import { asksOnly } from "./selected-fields.ts";

/** Fields that lead from one object to another by name: looked up, in batches, where more than the name is asked for. */

type Linked<T, Name extends keyof T> = Pick<T, Name> | Promise<T>;

const linkedTask = (name: string, { loaders }: Context, info: GraphQLResolveInfo): Linked<TaskRecord, "name"> =>
  asksOnly(info, "name") ? { name } : loaders.task.load(name);

const linkedExperiment = (
  id: string,
  { loaders }: Context,
  info: GraphQLResolveInfo,
): Linked<ExperimentRecord, "id"> => (asksOnly(info, "id") ? { id } : loaders.experiment.load(id));

@Resolver(() => Experiment)
export class ExperimentLinks {
  @FieldResolver(() => Experiment, {
    nullable: true,
    description: "The experiment of more images whose ranking of sources decides this one's sets; null: its own does.",
  })
  rankedBy(@Ctx() context: Context, @Root() { rankedBy }: ExperimentRecord, @Info() info: GraphQLResolveInfo) {
    return rankedBy === null ? null : linkedExperiment(rankedBy, context, info);
  }

  @FieldResolver(() => [Experiment], { description: "Those that this one ranks: they start and stop with it." })
  ranks(@Ctx() context: Context, @Root() { ranks }: ExperimentRecord, @Info() info: GraphQLResolveInfo) {
    return ranks.map((id) => linkedExperiment(id, context, info));
  }
}

@Resolver(() => Transfer)
export class TransferLinks {
  @FieldResolver(() => Experiment, { description: "The experiment that it belongs to." })
  experiment(@Ctx() context: Context, @Root() root: { experiment: string }, @Info() info: GraphQLResolveInfo) {
    return linkedExperiment(root.experiment, context, info);
  }

  @FieldResolver(() => [Task], { description: "Sorted by name; of the self edge, the target." })
  sources(@Ctx() context: Context, @Root() { sources }: { sources: string[] }, @Info() info: GraphQLResolveInfo) {
    return sources.map((name) => linkedTask(name, context, info));
  }

  @FieldResolver(() => Task, { description: "The task that it serves." })
  target(@Ctx() context: Context, @Root() { target }: { target: string }, @Info() info: GraphQLResolveInfo) {
    return linkedTask(target, context, info);
  }
}

@Resolver(() => SourceSet)
export class SourceSetLinks {
  @FieldResolver(() => [Task], { description: "Sorted by name." })
  members(@Ctx() context: Context, @Root() { key }: SourceSet, @Info() info: GraphQLResolveInfo) {
    return key.split("+").map((name) => linkedTask(name, context, info));
  }
}

@Resolver(() => ExperimentTask)
export class ExperimentTaskLinks {
  @FieldResolver(() => Task, { description: "The task." })
  task(@Ctx() context: Context, @Root() { task }: { task: string }, @Info() info: GraphQLResolveInfo) {
    return linkedTask(task, context, info);
  }
}

@Resolver(() => FrozenModel)
export class FrozenModelLinks {
  @FieldResolver(() => Task, { description: "The task that it solves." })
  task(@Ctx() context: Context, @Root() { task }: { task: string }, @Info() info: GraphQLResolveInfo) {
    return linkedTask(task, context, info);
  }
}

@Resolver(() => Baseline)
export class BaselineLinks {
  @FieldResolver(() => Task, { description: "The target." })
  target(@Ctx() context: Context, @Root() { target }: { target: string }, @Info() info: GraphQLResolveInfo) {
    return linkedTask(target, context, info);
  }
}

@Resolver(() => Job)
export class JobLinks {
  @FieldResolver(() => Experiment, { description: "The experiment that it belongs to." })
  experiment(@Ctx() context: Context, @Root() root: { experiment: string }, @Info() info: GraphQLResolveInfo) {
    return linkedExperiment(root.experiment, context, info);
  }
}
