import { Field, Float, ObjectType } from "type-graphql";

@ObjectType({ description: "How far the search for a taxonomy is." })
export class TaxonomyProgress {
  @Field(() => Float, { nullable: true, description: "Value of the best taxonomy found; null before the first." })
  incumbent!: number | null;

  @Field(() => Float, { nullable: true, description: "Proven: no taxonomy is worth more." })
  bound!: number | null;

  @Field(() => Float, { nullable: true, description: "(bound - incumbent) / |incumbent|." })
  gap!: number | null;

  @Field(() => Float, { description: "Since the solve began, waiting in line included." })
  seconds!: number;
}
