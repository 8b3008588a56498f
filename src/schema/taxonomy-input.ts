import { Field, Float, ID, InputType } from "type-graphql";
import type * as domain from "../domain/objective.ts";
import { Objective } from "./enums.ts";

@InputType({ description: "A number of a task." })
export class TaskNumber {
  @Field(() => ID, { description: "Name of the task." })
  task!: string;

  @Field(() => Float, { description: "A non-negative number." })
  value!: number;
}

@InputType({ description: "What a taxonomy must satisfy besides its budget." })
export class TaxonomyInput {
  @Field(() => Objective, { nullable: true, description: "What a transfer is worth; its affinity where left out." })
  objective?: domain.Objective | null;

  @Field(() => [ID], { nullable: true, description: "Tasks to serve; left out: every target with a transfer." })
  targets?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Only these tasks may be sources, for self edges too." })
  sources?: string[] | null;

  @Field(() => [TaskNumber], { nullable: true, description: "Label costs; of tasks not named, the experiment's." })
  labelCosts?: TaskNumber[] | null;

  @Field(() => [TaskNumber], { nullable: true, description: "Importances; of tasks not named, the experiment's." })
  importance?: TaskNumber[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "`a` buys the label of a, `a+b>t` chooses that transfer, `t>t` the self edge.",
  })
  force?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Sources and transfers not to use, written as in `force`." })
  forbid?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: "Whether transfers from the random encoder may be chosen." })
  withRandom?: boolean | null;

  @Field(() => Float, {
    nullable: true,
    description: "Seconds until the best found so far is the answer; at most 300.",
  })
  timeLimit?: number | null;
}
