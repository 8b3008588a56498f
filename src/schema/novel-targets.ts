import { Field, Float, ID, ObjectType } from "type-graphql";
import type { Transfer as TransferRecord } from "../domain/transfer.ts";
import { Transfer } from "./transfer.ts";

@ObjectType({ description: "How a target is served that brings no labels of its own." })
export class NovelService {
  @Field(() => Transfer, { description: "What serves it." })
  transfer!: TransferRecord;

  @Field(() => [ID], { description: "Names of all tasks that the taxonomy labels." })
  labels!: string[];
}

@ObjectType({ description: "A target whose own labels serve nobody." })
export class NovelTarget {
  @Field(() => ID, { description: "Name of the target." })
  target!: string;

  @Field(() => NovelService, {
    nullable: true,
    description: "The budget is spent for it alone; null where infeasible.",
  })
  alone!: NovelService | null;

  @Field(() => NovelService, {
    nullable: true,
    description: "The budget is spent for all targets; null where infeasible.",
  })
  withAll!: NovelService | null;
}

@ObjectType({ description: "Means over novel targets; null where one is not served or lacks the number." })
export class NovelMeans {
  @Field(() => Float, { nullable: true, description: "Mean Gain." })
  gain!: number | null;

  @Field(() => Float, { nullable: true, description: "Mean Quality." })
  quality!: number | null;
}

@ObjectType({ description: "How well a dictionary serves targets that it has no labels of." })
export class NovelTargets {
  @Field(() => [NovelTarget], { description: "By target." })
  targets!: NovelTarget[];

  @Field(() => NovelMeans, { description: "Where the budget is spent for one target at a time." })
  alone!: NovelMeans;

  @Field(() => NovelMeans, { description: "Where it is spent for all." })
  withAll!: NovelMeans;
}
