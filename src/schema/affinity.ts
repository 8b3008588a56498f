import { Field, Float, ID, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "One entry of a target's affinity vector." })
export class Affinity {
  @Field(() => [ID], { description: "Names of the sources, sorted." })
  sources!: string[];

  @Field(() => ID, { description: "Name of the target." })
  target!: string;

  @Field(() => Int, { description: "Number of sources." })
  order!: number;

  @Field(() => Boolean, { description: "Whether it is the target's own fully supervised network." })
  self!: boolean;

  @Field(() => Boolean, {
    description: "Whether it is a control: from the target's own frozen encoder, or from a task of kind CONTROL.",
  })
  control!: boolean;

  @Field(() => Float, { description: "Positive; those of a target, of all orders, sum to 1." })
  affinity!: number;

  @Field(() => Int, { nullable: true, description: "1 is best; null for self and controls." })
  rank!: number | null;
}
