import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { ResamplingUnit } from "./enums.ts";

@ObjectType({ description: "What a bootstrap says of a candidate." })
export class CandidateConfidence {
  @Field(() => [ID], { description: "Names of the sources, sorted." })
  sources!: string[];

  @Field(() => Boolean, { description: "Whether it is the target's own fully supervised network." })
  self!: boolean;

  @Field(() => Boolean, { description: "Whether it is a control." })
  control!: boolean;

  @Field(() => Float, { description: "Its affinity over all test images." })
  affinity!: number;

  @Field(() => Float, { description: "2.5% of the resamples are below." })
  low!: number;

  @Field(() => Float, { description: "2.5% of the resamples are above." })
  high!: number;

  @Field(() => Float, { description: "Share of the resamples in which it is the best; 0 for self and controls." })
  best!: number;
}

@ObjectType({ description: "How sure one target's affinities are: a percentile bootstrap over scenes or test images." })
export class Confidence {
  @Field(() => [CandidateConfidence], { description: "By affinity, highest first." })
  candidates!: CandidateConfidence[];

  @Field(() => Int, { description: "Test images." })
  images!: number;

  @Field(() => ResamplingUnit, { description: "What was drawn." })
  by!: keyof typeof ResamplingUnit;

  @Field(() => Int, { description: "How many of them there are." })
  groups!: number;

  @Field(() => Int, { description: "Number of resamples." })
  resamples!: number;

  @Field(() => Int, { description: "Seed of the draws." })
  seed!: number;

  @Field(() => String, { description: "What was done, and what it cannot say." })
  note!: string;
}
