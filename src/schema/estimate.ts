import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import type { EstimateMethod as Method } from "../domain/estimate.ts";
import { EstimateMethod } from "./enums.ts";

@ObjectType({ description: "How well a source will transfer to a target, told from frozen representations alone." })
export class Estimate {
  @Field(() => ID, { description: "Name of the source." })
  source!: string;

  @Field(() => ID, { description: "Name of the target." })
  target!: string;

  @Field(() => EstimateMethod, { description: "How it was computed." })
  method!: Method;

  @Field(() => Float, { description: "Higher is better; comparable within one target and method only." })
  value!: number;

  @Field(() => Int, { description: "1 is best among the target's sources by this method." })
  rank!: number;

  @Field(() => Int, { description: "Images that it was computed from." })
  images!: number;

  @Field(() => ID, { description: "Hash of the data set." })
  dataHash!: string;

  @Field(() => String, { description: "Version of the code that trained the encoders." })
  codeVersion!: string;
}
