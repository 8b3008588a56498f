import { Field, Float, ID, ObjectType } from "type-graphql";
import { Change } from "./change.ts";

@ObjectType({
  description: "Why a source or a transfer is in the best taxonomy, or why not: what deciding otherwise would lose.",
})
export class Why {
  @Field(() => String, { description: "The source or the transfer asked about." })
  about!: string;

  @Field(() => Boolean, { description: "Whether the best taxonomy uses it; otherwise means without it, or with it." })
  chosen!: boolean;

  @Field(() => Float, { description: "Worth of the best taxonomy." })
  value!: number;

  @Field(() => Float, {
    nullable: true,
    description: "Worth of the best taxonomy that decides otherwise; null where the budget allows none.",
  })
  otherwise!: number | null;

  @Field(() => Float, { nullable: true, description: "value - otherwise; null where there is no other." })
  loss!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Where there is no other within the budget: the least budget of one, or null where none exists.",
  })
  cheapestBudget!: number | null;

  @Field(() => [ID], { description: "Names of the tasks labelled then but not in the best taxonomy." })
  buys!: string[];

  @Field(() => [ID], { description: "Names of the tasks no longer labelled." })
  drops!: string[];

  @Field(() => [Change], { description: "The targets that would be served differently, sorted." })
  changes!: Change[];
}
