import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import type { Transfer as TransferRecord } from "../domain/transfer.ts";
import { Change } from "./change.ts";
import { Taxonomy } from "./taxonomy.ts";
import { Transfer } from "./transfer.ts";

@ObjectType({ description: "How two experiments agree on one target." })
export class TargetAgreement {
  @Field(() => ID, { description: "Name of the target." })
  target!: string;

  @Field(() => Int, { description: "First-order sources that both have; t -> t left out." })
  sources!: number;

  @Field(() => Float, {
    nullable: true,
    description: "Spearman's correlation of their affinities, where it is defined.",
  })
  spearman!: number | null;

  @Field(() => ID, { nullable: true, description: "Name of the best of them in the first experiment." })
  bestBefore!: string | null;

  @Field(() => ID, { nullable: true, description: "Name of the best of them in the second." })
  bestAfter!: string | null;
}

@ObjectType({ description: "A transfer of both experiments, with its place among those of the target that both have." })
export class MovedTransfer {
  @Field(() => Transfer, { description: "It, in the first experiment." })
  before!: TransferRecord;

  @Field(() => Transfer, { description: "It, in the second." })
  after!: TransferRecord;

  @Field(() => Float, { description: "Its place in the first, 1 the best; ties at their mean." })
  rankBefore!: number;

  @Field(() => Float, { description: "Its place in the second." })
  rankAfter!: number;

  @Field(() => Int, { description: "How many transfers into the target both have." })
  of!: number;
}

@ObjectType({ description: "Counts of transfers; t -> t beside a self edge left out." })
export class SharedTransfers {
  @Field(() => Int, { description: "In both." })
  both!: number;

  @Field(() => Int, { description: "In the first alone." })
  onlyBefore!: number;

  @Field(() => Int, { description: "In the second alone." })
  onlyAfter!: number;
}

@ObjectType({ description: "The best taxonomies of the targets that two experiments share, at one budget." })
export class SideBySide {
  @Field(() => Taxonomy, { description: "Of the first." })
  before!: Taxonomy;

  @Field(() => Taxonomy, { description: "Of the second." })
  after!: Taxonomy;

  @Field(() => [ID], { description: "Names of the tasks that both label." })
  shared!: string[];

  @Field(() => [Change], { description: "The targets that they serve from other sources, sorted." })
  changes!: Change[];

  @Field(() => Float, {
    nullable: true,
    description:
      "What the second loses of its value with the labels of the first; null where they serve not every target.",
  })
  regret!: number | null;
}

@ObjectType({ description: "Where two experiments agree, and where not." })
export class Comparison {
  @Field(() => [TargetAgreement], { description: "By target." })
  targets!: TargetAgreement[];

  @Field(() => Float, { nullable: true, description: "Mean over the targets that have a correlation." })
  meanSpearman!: number | null;

  @Field(() => SharedTransfers, { description: "How many transfers they share." })
  edges!: SharedTransfers;

  @Field(() => [MovedTransfer], {
    description: "Those whose place changed most, as a share of the target's transfers.",
  })
  moved!: MovedTransfer[];

  @Field(() => SideBySide, { nullable: true, description: "Their taxonomies, where a budget was given." })
  taxonomies!: SideBySide | null;
}
