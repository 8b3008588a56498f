import { Field, Float, ObjectType } from "type-graphql";
import type { TaskRole as Role } from "../domain/task.ts";
import { TaskRole } from "./enums.ts";

@ObjectType({ description: "The part of a task in an experiment." })
export class ExperimentTask {
  @Field(() => TaskRole, { description: "What it may be." })
  role!: Role;

  @Field(() => Float, { description: "What its labels cost, in the unit of the budget." })
  labelCost!: number;

  @Field(() => Float, { description: "Its weight as a target of the taxonomy." })
  importance!: number;
}
