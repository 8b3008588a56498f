import { Field, ID, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "Two or more tasks that together are the sources of transfers." })
export class SourceSet {
  @Field(() => ID, { description: "The names of its members, sorted and joined by `+`." })
  key!: string;

  @Field(() => Int, { description: "Number of members." })
  order!: number;
}
