import { Field, Float, ID, ObjectType } from "type-graphql";
import { SolveStatus } from "./enums.ts";
import { OtherObjective } from "./other-objective.ts";

@ObjectType({ description: "The best taxonomy of one budget, in numbers." })
export class CurvePoint {
  @Field(() => Float, { description: "The supervision budget." })
  budget!: number;

  @Field(() => SolveStatus, { description: "OPTIMAL or INFEASIBLE." })
  status!: "OPTIMAL" | "FEASIBLE" | "INFEASIBLE";

  @Field(() => Float, { nullable: true, description: "Worth of the best taxonomy; null where infeasible." })
  value!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Value gained over the budget before, a unit of budget; null at the first, and where infeasible.",
  })
  marginalValue!: number | null;

  @Field(() => Float, { nullable: true, description: "Mean Gain of the transfers; null where one lacks it." })
  gain!: number | null;

  @Field(() => Float, { nullable: true, description: "Mean Quality of the transfers; null where one lacks it." })
  quality!: number | null;

  @Field(() => [ID], { description: "Names of the tasks to label." })
  usedSources!: string[];

  @Field(() => Float, { nullable: true, description: "Where infeasible: the least budget that would do, if any." })
  cheapestBudget!: number | null;

  @Field(() => OtherObjective, {
    nullable: true,
    description: "What another objective would buy; null where that is the same.",
  })
  other!: OtherObjective | null;
}
