import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { ResamplingUnit } from "./enums.ts";
import { Taxonomy } from "./taxonomy.ts";

@ObjectType({ description: "How often a label is bought." })
export class SelectedSource {
  @Field(() => ID, { description: "Name of the task." })
  source!: string;

  @Field(() => Float, { description: "Share of the resamples." })
  frequency!: number;

  @Field(() => Boolean, { description: "Whether the best taxonomy of all images buys it." })
  chosen!: boolean;
}

@ObjectType({ description: "How often a transfer is chosen." })
export class SelectedTransfer {
  @Field(() => ID, { description: "Name of the target." })
  target!: string;

  @Field(() => [ID], { description: "Names of the sources, sorted." })
  sources!: string[];

  @Field(() => Boolean, { description: "Whether it is the target's own fully supervised network." })
  self!: boolean;

  @Field(() => Float, { description: "Share of the resamples." })
  frequency!: number;

  @Field(() => Boolean, { description: "Whether it is in the best taxonomy of all images." })
  chosen!: boolean;
}

@ObjectType({ description: "Where 95% of the resamples lie." })
export class Interval {
  @Field(() => Float, { description: "2.5% are below." })
  low!: number;

  @Field(() => Float, { description: "2.5% are above." })
  high!: number;
}

@ObjectType({ description: "How sure the best taxonomy is: it is solved again for resampled test images." })
export class Selection {
  @Field(() => Taxonomy, { description: "The best taxonomy of all images." })
  taxonomy!: Taxonomy;

  @Field(() => [SelectedSource], { description: "Labels that some resample buys, the most frequent first." })
  sources!: SelectedSource[];

  @Field(() => [SelectedTransfer], { description: "Transfers that some resample chooses, by target." })
  edges!: SelectedTransfer[];

  @Field(() => Interval, { description: "Of the best values of the resamples." })
  value!: Interval;

  @Field(() => ResamplingUnit, { description: "What was drawn." })
  by!: keyof typeof ResamplingUnit;

  @Field(() => Int, { description: "Number of resamples." })
  resamples!: number;

  @Field(() => Int, { description: "Seed of the draws." })
  seed!: number;

  @Field(() => String, { description: "What was done, and what it cannot say." })
  note!: string;
}
