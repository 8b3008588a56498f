import { Field, Float, Int, ObjectType } from "type-graphql";
import type * as domain from "../domain/objective.ts";
import type { Transfer as TransferRecord } from "../domain/transfer.ts";
import { Objective, SolveStatus } from "./enums.ts";
import { Transfer } from "./transfer.ts";

@ObjectType({
  description:
    "Which tasks to label under a budget, and which transfer serves each target: the solution of a binary program.",
})
export class Taxonomy {
  @Field(() => Float, { description: "The supervision budget: what the labels of the used sources may cost." })
  budget!: number;

  @Field(() => Int, { description: "Highest order of a transfer that was allowed." })
  maxOrder!: number;

  @Field(() => Objective, { description: "What the transfers were worth." })
  objective!: domain.Objective;

  @Field(() => Float, { nullable: true, description: "Worth of the chosen transfers; null where infeasible." })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: "No taxonomy is worth more; equals `value` where optimal." })
  bound!: number | null;

  @Field(() => Float, { nullable: true, description: "(bound - value) / |value|." })
  gap!: number | null;

  @Field(() => SolveStatus, { description: "What is known of it." })
  status!: "OPTIMAL" | "FEASIBLE" | "INFEASIBLE";

  @Field(() => Int, {
    description:
      "First-order transfers of the experiment without a result, controls left out: a training budget leaves some out, and a better taxonomy may need them.",
  })
  untrained!: number;

  @Field(() => [Transfer], { description: "One into every target, sorted by target; empty where infeasible." })
  transfers!: TransferRecord[];

  @Field(() => Float, { nullable: true, description: "Mean Gain of the transfers; null where one lacks it." })
  gain!: number | null;

  @Field(() => Float, { nullable: true, description: "Mean Quality of the transfers; null where one lacks it." })
  quality!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Where infeasible: the least budget that would do, or null where none would.",
  })
  cheapestBudget!: number | null;
}
