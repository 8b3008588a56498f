import { Field, Float, ID, ObjectType } from "type-graphql";
import { Taxonomy } from "./taxonomy.ts";

@ObjectType({ description: "What the best taxonomy loses without one of its sources." })
export class Regret {
  @Field(() => ID, { description: "Name of the source." })
  source!: string;

  @Field(() => Float, {
    nullable: true,
    description: "Value lost; null where the budget allows no taxonomy without it.",
  })
  regret!: number | null;

  @Field(() => Float, { nullable: true, description: "regret / |value|." })
  share!: number | null;

  @Field(() => Float, { nullable: true, description: "Mean Gain without it." })
  gain!: number | null;

  @Field(() => Float, { nullable: true, description: "Mean Quality without it." })
  quality!: number | null;

  @Field(() => [ID], { description: "Names of the tasks labelled in its place." })
  replacedBy!: string[];
}

@ObjectType({ description: "How much each label of the best taxonomy matters." })
export class LeaveOneOut {
  @Field(() => Taxonomy, { description: "The best taxonomy." })
  taxonomy!: Taxonomy;

  @Field(() => [Regret], { description: "One a used source, the largest first." })
  regrets!: Regret[];
}
