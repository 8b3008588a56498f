import { Field, Float, ID, ObjectType } from "type-graphql";
import type * as domain from "../domain/objective.ts";
import { Objective } from "./enums.ts";

@ObjectType({
  description:
    "The trap of small budgets: affinities of a few targets are much larger than those of others and decide what is bought.",
})
export class OtherObjective {
  @Field(() => Objective, { description: "Quality; affinity where Quality was asked for." })
  objective!: domain.Objective;

  @Field(() => [ID], { description: "Names of the tasks that it would label." })
  usedSources!: string[];

  @Field(() => Float, { nullable: true, description: "Mean Gain of its transfers; null where one lacks it." })
  gain!: number | null;

  @Field(() => Float, { nullable: true, description: "Mean Quality of its transfers; null where one lacks it." })
  quality!: number | null;

  @Field(() => String, { description: "The difference as a sentence." })
  message!: string;
}
