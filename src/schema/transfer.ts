import { GraphQLDateTime } from "graphql-scalars";
import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import type * as domain from "../domain/transfer.ts";
import { TransferStatus } from "./enums.ts";
import { Provenance } from "./provenance.ts";

@ObjectType({
  description: "An edge of the graph: how well the representations of the sources serve the target in one experiment.",
})
export class Transfer {
  @Field(() => ID, { description: "`<experiment>/<sources>/<target>`; `<sources>` is `self` for the self edge." })
  key!: string;

  @Field(() => Int, { description: "Number of sources." })
  order!: number;

  @Field(() => Boolean, { description: "Whether it is the target's own fully supervised network." })
  self!: boolean;

  @Field(() => Boolean, {
    description: "Whether it is a control: from the target's own frozen encoder, or from a task of kind CONTROL.",
  })
  control!: boolean;

  @Field(() => Float, {
    nullable: true,
    description: "Strength among all transfers of the target, which sum to 1; compares within one target only.",
  })
  affinity!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Place among the target's transfers, self and controls left out; 1 is best.",
  })
  rank!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Share of test images on which it beats a network trained from scratch on the same little data.",
  })
  gain!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Share of test images on which it beats the target's fully supervised network.",
  })
  quality!: number | null;

  @Field(() => Float, { nullable: true, description: "Mean loss over the test images." })
  meanLoss!: number | null;

  @Field(() => String, { nullable: true, description: "Artifact hash of the losses of every test image." })
  losses!: string | null;

  @Field(() => TransferStatus, { description: "What became of it." })
  status!: domain.TransferStatus;

  @Field(() => String, { nullable: true, description: "Why it failed." })
  error!: string | null;

  @Field(() => Provenance, { description: "Where its numbers come from." })
  provenance!: Provenance;

  @Field(() => GraphQLDateTime, { nullable: true, description: "When it was stored." })
  computedAt!: string;
}
