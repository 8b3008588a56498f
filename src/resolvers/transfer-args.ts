import { ArgsType, Field, Float, ID, Int } from "type-graphql";
import type { TransferOrder as Order } from "../domain/transfer.ts";
import { Direction, TransferOrder } from "../schema/enums.ts";

@ArgsType()
export class TransfersArgs {
  @Field(() => ID, { description: "Id of the experiment." })
  experiment!: string;

  @Field(() => ID, { nullable: true, description: "Only those to this task." })
  target!: string | null;

  @Field(() => ID, { nullable: true, description: "Only those with this task among their sources." })
  source!: string | null;

  @Field(() => Int, { nullable: true, description: "Only those of exactly this order." })
  order!: number | null;

  @Field(() => Float, { nullable: true, description: "Only those of at least this affinity." })
  minAffinity!: number | null;

  @Field(() => Int, { nullable: true, description: "Only the best so many of each target." })
  maxRank!: number | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: "Self edges and controls too." })
  controls!: boolean | null;

  @Field(() => TransferOrder, { nullable: true, description: "Highest affinity first where left out." })
  orderBy!: Order | null;

  @Field(() => Int, { nullable: true, defaultValue: 50, description: "Length of the page, 1 to 500." })
  first!: number;

  @Field(() => String, { nullable: true, description: "Cursor of the last item before the page." })
  after!: string | null;
}

@ArgsType()
export class NeighborhoodArgs {
  @Field(() => ID, { description: "Name of the task." })
  task!: string;

  @Field(() => ID, { description: "Id of the experiment." })
  experiment!: string;

  @Field(() => Direction, {
    nullable: true,
    defaultValue: "IN",
    description: "IN: what the task can be learnt from; OUT: what it serves.",
  })
  direction!: "IN" | "OUT" | "BOTH" | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 1,
    description: "1 to 3. A hop goes from a task, or a member of a set, to a target.",
  })
  hops!: number;

  @Field(() => Int, { nullable: true, defaultValue: 1, description: "Highest order of a transfer." })
  maxOrder!: number;

  @Field(() => Float, {
    nullable: true,
    defaultValue: 0,
    description: "Only transfers of at least this affinity; 0 keeps those without one.",
  })
  minAffinity!: number | null;

  @Field(() => Int, { nullable: true, description: "Only the best so many transfers of each target." })
  maxRank!: number | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: "Self edges and controls too." })
  controls!: boolean | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 50,
    description: "At most so many transfers, 1 to 500: nearest hop first, then best rank.",
  })
  first!: number;
}
