import { GraphQLDateTime } from "graphql-scalars";
import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import type * as domain from "../domain/experiment.ts";
import { ModelStatus } from "./enums.ts";

@ObjectType({
  description: "A task's own network, trained on the full training split; its encoder is frozen afterwards.",
})
export class FrozenModel {
  @Field(() => ID, { description: "Hash of configuration, data, seed and code version." })
  key!: string;

  @Field(() => ModelStatus, { description: "What became of it." })
  status!: domain.FrozenModel["status"];

  @Field(() => String, { nullable: true, description: "Why its training failed." })
  error!: string | null;

  @Field(() => String, { nullable: true, description: "Artifact hash of the encoder's weights." })
  weightsHash!: string | null;

  @Field(() => Int, { nullable: true, description: "Number of its weights." })
  parameters!: number | null;

  @Field(() => Float, { nullable: true, description: "Mean loss over the test images." })
  meanTestLoss!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Share of test images on which it beats the best constant prediction, ties half; null for embeddings. Below 0.8 it is undertrained.",
  })
  winRateVsConstant!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Share of test images on which it beats its task's readout from the random encoder, ties half; null without such a readout.",
  })
  winRateVsRandom!: number | null;

  @Field(() => String, { description: "TensorFlow build and version." })
  backend!: string;

  @Field(() => String, { description: "Version of the training code." })
  codeVersion!: string;

  @Field(() => String, { description: "Hash of the data set." })
  dataHash!: string;

  @Field(() => Float, { description: "Seed of the experiment." })
  seed!: number;

  @Field(() => Float, { description: "Duration of the training." })
  seconds!: number;

  @Field(() => GraphQLDateTime, { description: "When it was stored." })
  createdAt!: string;
}
