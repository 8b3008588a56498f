import { Field, Int, ObjectType } from "type-graphql";
import { Taxonomy } from "./taxonomy.ts";

@ObjectType({ description: "The best sets of labels, each with its best taxonomy." })
export class Alternatives {
  @Field(() => [Taxonomy], { description: "Best first; their sets of used sources differ." })
  taxonomies!: Taxonomy[];

  @Field(() => Boolean, {
    description: "Whether nothing else is as good as what is listed; false where the limit of solves came before.",
  })
  complete!: boolean;

  @Field(() => Int, { description: "Programs solved." })
  solves!: number;
}
