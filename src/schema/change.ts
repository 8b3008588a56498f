import { Field, ID, ObjectType } from "type-graphql";
import type { Transfer as TransferRecord } from "../domain/transfer.ts";
import { Transfer } from "./transfer.ts";

@ObjectType({ description: "A target that two taxonomies serve differently." })
export class Change {
  @Field(() => ID, { description: "Name of the target." })
  target!: string;

  @Field(() => Transfer, { description: "What serves it in the first." })
  before!: TransferRecord;

  @Field(() => Transfer, { description: "What serves it in the second." })
  after!: TransferRecord;
}
