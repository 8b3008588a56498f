import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
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

/** Fields that lead from one object to another by name; their look-ups are batched. */

@Resolver(() => Experiment)
export class ExperimentLinks {
  @FieldResolver(() => Experiment, {
    nullable: true,
    description: "The experiment of more images whose ranking of sources decides this one's sets; null: its own does.",
  })
  rankedBy(@Ctx() { loaders }: Context, @Root() { rankedBy }: ExperimentRecord): Promise<ExperimentRecord> | null {
    return rankedBy === null ? null : loaders.experiment.load(rankedBy);
  }

  @FieldResolver(() => [Experiment], { description: "Those that this one ranks: they start and stop with it." })
  ranks(@Ctx() { loaders }: Context, @Root() { ranks }: ExperimentRecord): Promise<ExperimentRecord[]> {
    return Promise.all(ranks.map((id) => loaders.experiment.load(id)));
  }
}

@Resolver(() => Transfer)
export class TransferLinks {
  @FieldResolver(() => Experiment, { description: "The experiment that it belongs to." })
  experiment(@Ctx() { loaders }: Context, @Root() { experiment }: { experiment: string }): Promise<ExperimentRecord> {
    return loaders.experiment.load(experiment);
  }

  @FieldResolver(() => [Task], { description: "Sorted by name; of the self edge, the target." })
  sources(@Ctx() { loaders }: Context, @Root() { sources }: { sources: string[] }): Promise<TaskRecord[]> {
    return Promise.all(sources.map((name) => loaders.task.load(name)));
  }

  @FieldResolver(() => Task, { description: "The task that it serves." })
  target(@Ctx() { loaders }: Context, @Root() { target }: { target: string }): Promise<TaskRecord> {
    return loaders.task.load(target);
  }
}

@Resolver(() => SourceSet)
export class SourceSetLinks {
  @FieldResolver(() => [Task], { description: "Sorted by name." })
  members(@Ctx() { loaders }: Context, @Root() { key }: SourceSet): Promise<TaskRecord[]> {
    return Promise.all(key.split("+").map((name) => loaders.task.load(name)));
  }
}

@Resolver(() => ExperimentTask)
export class ExperimentTaskLinks {
  @FieldResolver(() => Task, { description: "The task." })
  task(@Ctx() { loaders }: Context, @Root() { task }: { task: string }): Promise<TaskRecord> {
    return loaders.task.load(task);
  }
}

@Resolver(() => FrozenModel)
export class FrozenModelLinks {
  @FieldResolver(() => Task, { description: "The task that it solves." })
  task(@Ctx() { loaders }: Context, @Root() { task }: { task: string }): Promise<TaskRecord> {
    return loaders.task.load(task);
  }
}

@Resolver(() => Baseline)
export class BaselineLinks {
  @FieldResolver(() => Task, { description: "The target." })
  target(@Ctx() { loaders }: Context, @Root() { target }: { target: string }): Promise<TaskRecord> {
    return loaders.task.load(target);
  }
}

@Resolver(() => Job)
export class JobLinks {
  @FieldResolver(() => Experiment, { description: "The experiment that it belongs to." })
  experiment(@Ctx() { loaders }: Context, @Root() { experiment }: { experiment: string }): Promise<ExperimentRecord> {
    return loaders.experiment.load(experiment);
  }
}
