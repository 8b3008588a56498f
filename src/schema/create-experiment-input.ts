import { Field, Float, ID, InputType, Int } from "type-graphql";
import type { TaskRole as Role } from "../domain/task.ts";
import { TaskRole } from "./enums.ts";

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

@InputType({ description: "A new experiment." })
export class CreateExperimentInput {
  @Field(() => ID, { description: "1 to 64 of the characters A-Z a-z 0-9 _ . -" })
  id!: string;

  @Field(() => String, { nullable: true, description: "For people to read." })
  title?: string | null;

  @Field(() => String, { description: "Name of a preset: sizes, schedules, beam." })
  preset!: string;

  @Field(() => Int, { nullable: true, description: "Where all its random numbers come from; 1 where left out." })
  seed?: number | null;

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
}
