import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { ResamplingUnit, VectorKind } from "./enums.ts";

@ObjectType({ description: "Tasks that the tree merges." })
export class TaskCluster {
  @Field(() => [ID], { description: "Names of the tasks, sorted." })
  tasks!: string[];

  @Field(() => Float, { description: "Ward's distance at which they are merged." })
  height!: number;

  @Field(() => Float, { description: "Share of the resamples with a cluster of the same tasks." })
  support!: number;
}

@ObjectType({ description: "Cophenetic correlation of the tree with those of the resamples." })
export class TreeStability {
  @Field(() => Float, { description: "Its mean." })
  mean!: number;

  @Field(() => Float, { description: "5% of the resamples are below." })
  low!: number;
}

@ObjectType({ description: "Which tasks transfer alike: a tree by Ward's clustering." })
export class Similarity {
  @Field(() => VectorKind, { description: "What describes a task." })
  vectors!: "rank" | "affinity";

  @Field(() => [ID], { description: "Names of the tasks, sorted." })
  tasks!: string[];

  @Field(() => [ID], { description: "Names of the targets: the entries of a task's vector." })
  targets!: string[];

  @Field(() => Int, { description: "Entries without a transfer, set to the median of their target." })
  filled!: number;

  @Field(() => [TaskCluster], { description: "The merges of the tree, lowest first; the last one holds all tasks." })
  clusters!: TaskCluster[];

  @Field(() => String, {
    description: "The tree in Newick format, with branch lengths and the support of each inner node as its label.",
  })
  newick!: string;

  @Field(() => ResamplingUnit, { nullable: true, description: "What was drawn again; null: the targets." })
  by!: keyof typeof ResamplingUnit | null;

  @Field(() => Int, { description: "Times that they were drawn again." })
  resamples!: number;

  @Field(() => Int, { description: "Seed of the draws." })
  seed!: number;

  @Field(() => TreeStability, { description: "How much the tree hangs on what was drawn again." })
  stability!: TreeStability;

  @Field(() => String, { description: "What was done, and what it cannot say." })
  note!: string;
}
