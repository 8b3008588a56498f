import { GraphQLJSON } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";

@ObjectType({ description: "Rows of a Cypher statement." })
export class CypherAnswer {
  @Field(() => [String], { description: "Names of the columns; empty where there are no rows." })
  columns!: string[];

  @Field(() => [GraphQLJSON], {
    description:
      "Each a list of values in the order of the columns: nodes as {labels, properties}, relationships as {type, properties}, " +
      "paths as lists of both, times, durations and points as text.",
  })
  rows!: unknown[][];

  @Field(() => Boolean, { description: "Whether there were more rows than are given." })
  truncated!: boolean;
}
