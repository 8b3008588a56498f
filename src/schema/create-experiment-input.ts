import { Field, Float, ID, InputType, Int } from "type-graphql";
import type { TaskRole as Role } from "../domain/task.ts";
import { TaskRole } from "./enums.ts";
import { TrainingBudgetInput } from "./training-budget.ts";

@InputType({ description: "A task of a new experiment." })
export class ExperimentTaskInput {
  @Field(() => ID, { description: "Its name." })
  task!: string;

  @Field(() => TaskRole, { nullable: true, description: "Left out: the task's usual role." })
  role?: Role | null;

  @Field(() => Float, { nullable: true, description: "What its labels cost, a non-negative number; 1 where left out." })
  labelCost?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Its weight as a target, a non-negative number; 1 where left out.",
  })
  importance?: number | null;
}

@InputType({ description: "Where parts of the random numbers come from, so that the noise of each can be measured." })
export class SeedsInput {
  @Field(() => Int, { nullable: true, description: "Of generated scenes; left out: the preset's." })
  scenes?: number | null;

  @Field(() => Int, { nullable: true, description: "Of task networks and the random encoder; left out: `seed`." })
  encoders?: number | null;

  @Field(() => Int, { nullable: true, description: "Of readouts and scratch baselines; left out: `seed`." })
  readouts?: number | null;
}

@InputType({ description: "A new experiment." })
export class CreateExperimentInput {
  @Field(() => ID, { description: "1 to 64 of the characters A-Z a-z 0-9 _ . -" })
  id!: string;

  @Field(() => String, { nullable: true, description: "For people to read." })
  title?: string | null;

  @Field(() => String, { description: "Name of a preset: sizes, schedules, beam." })
  preset!: string;

  @Field(() => Int, { nullable: true, description: "Seed of all that is trained; 1 where left out." })
  seed?: number | null;

  @Field(() => SeedsInput, { nullable: true, description: "Seeds of parts, where they are to differ." })
  seeds?: SeedsInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Absolute path, on the workers' machine, of a data set in one of the layouts of docs/data.md; left out: the preset's.",
  })
  dataset?: string | null;

  @Field(() => [ExperimentTaskInput], { nullable: true, description: "Left out: the preset's." })
  tasks?: ExperimentTaskInput[] | null;

  @Field(() => Int, { nullable: true, description: "Highest order of its transfers; left out: the preset's." })
  maxOrder?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Height and width of a representation: 4, 8 or 16; left out: the preset's.",
  })
  representationSize?: number | null;

  @Field(() => TrainingBudgetInput, {
    nullable: true,
    description: "How many of the first-order transfers to train, the most promising first; left out: all.",
  })
  trainingBudget?: TrainingBudgetInput | null;
}
