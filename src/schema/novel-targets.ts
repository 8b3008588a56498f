import { Field, Float, ID, InputType, ObjectType } from "type-graphql";
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

@InputType({ description: "A readout of a target, with its loss on every test image." })
export class ReadoutInput {
  @Field(() => [ID], {
    description:
      "Its source or sources; `self` alone is the fully supervised network, `pixels` alone the scratch baseline.",
  })
  sources!: string[];

  @Field(() => [Float], { description: "A loss a test image, the images in the same order for all readouts." })
  losses!: number[];
}

@ObjectType({ description: "How a task is served by readouts that are not stored." })
export class NovelTaskService {
  @Field(() => [ID], { description: "Names of the sources that serve it." })
  sources!: string[];

  @Field(() => Float, { description: "Their affinity among the given readouts." })
  affinity!: number;

  @Field(() => Float, { nullable: true, description: "Win rate against `pixels`; null where it is not given." })
  gain!: number | null;

  @Field(() => Float, { nullable: true, description: "Win rate against `self`; null where it is not given." })
  quality!: number | null;

  @Field(() => [ID], { description: "Names of all tasks that the taxonomy labels." })
  labels!: string[];
}

@ObjectType({ description: "How a task is served that the experiment does not have." })
export class NovelTask {
  @Field(() => ID, { description: "Name of the task." })
  target!: string;

  @Field(() => NovelTaskService, {
    nullable: true,
    description: "The budget is spent for it alone; null where infeasible.",
  })
  alone!: NovelTaskService | null;

  @Field(() => NovelTaskService, {
    nullable: true,
    description: "The budget is spent for all targets; null where infeasible.",
  })
  withAll!: NovelTaskService | null;
}
