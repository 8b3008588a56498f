import { Field, Float, ID, ObjectType } from "type-graphql";
import type * as domain from "../domain/transfer.ts";
import { Transfer } from "./transfer.ts";

@ObjectType({ description: "A version of a transfer entered the graph. Events are never changed or deleted." })
export class TransferEvent {
  @Field(() => ID, { description: "Position in the one sequence of the whole database; a filtered feed has gaps." })
  seq!: number;

  @Field(() => String, { description: "Opaque; `after` it, a feed continues. It names its database." })
  cursor!: string;

  @Field(() => Transfer, { description: "The transfer in its present state." })
  transfer!: domain.Transfer;

  @Field(() => Float, { nullable: true, description: "Affinity at its commit." })
  affinity!: number | null;

  @Field(() => Float, { nullable: true, description: "Gain at its commit." })
  gain!: number | null;

  @Field(() => Float, { nullable: true, description: "Quality at its commit." })
  quality!: number | null;
}
