import { Field, Float, ObjectType } from "type-graphql";
import type { Transfer as TransferRecord } from "../domain/transfer.ts";
import { Taxonomy } from "./taxonomy.ts";
import { Transfer } from "./transfer.ts";

@ObjectType({ description: "New transfers changed the best taxonomy: what became of the last one that was told." })
export class TaxonomyChange {
  @Field(() => String, {
    description: 'Cursor of an event that is counted in, as are all before it; `"0"` before the first.',
  })
  cursor!: string;

  @Field(() => Float, {
    nullable: true,
    description: "Worth of the last one; null at first, and if it was infeasible.",
  })
  valueBefore!: number | null;

  @Field(() => Float, { nullable: true, description: "Worth of this one; null where infeasible." })
  valueAfter!: number | null;

  @Field(() => [Transfer], { description: "Transfers that the last one had not: at first all." })
  entered!: TransferRecord[];

  @Field(() => [Transfer], { description: "Transfers of the last one, as they were, that this one has not." })
  left!: TransferRecord[];

  @Field(() => Taxonomy, { description: "All of it." })
  taxonomy!: unknown;
}
