import { Field, Float, ObjectType } from "type-graphql";
import { Provenance } from "./provenance.ts";

@ObjectType({
  description: "The scratch baseline of a target: its network trained from the image on the readouts' little data.",
})
export class Baseline {
  @Field(() => Float, { nullable: true, description: "Mean loss over the test images." })
  meanLoss!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Share of test images on which it beats the target's fully supervised network.",
  })
  quality!: number | null;

  @Field(() => Provenance, { description: "Where its numbers come from." })
  provenance!: Provenance;
}
