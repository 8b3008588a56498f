import { Field, Float, Int, ObjectType } from "type-graphql";
import { NullTaxonomies } from "./enums.ts";
import { Taxonomy } from "./taxonomy.ts";

@ObjectType({ description: "A number of the best taxonomy beside those of random ones." })
export class Beside {
  @Field(() => Float, { description: "Of the best taxonomy." })
  observed!: number;

  @Field(() => Float, { description: "Mean of the random ones." })
  mean!: number;

  @Field(() => Float, { description: "Standard deviation of the random ones." })
  deviation!: number;

  @Field(() => Float, { description: "5% of the random ones are below." })
  low!: number;

  @Field(() => Float, { description: "Half of the random ones are below." })
  median!: number;

  @Field(() => Float, { description: "95% of the random ones are below." })
  high!: number;

  @Field(() => [Float], {
    description:
      "The whole distribution: 0%, 1%, ... 100% of the random ones are at most this; lowest first, highest last.",
  })
  percentiles!: number[];

  @Field(() => Float, { description: "(1 + random ones at least as good) / (1 + draws): one-sided, never 0." })
  p!: number;
}

@ObjectType({ description: "The best taxonomy beside random ones of one null." })
export class NullComparison {
  @Field(() => NullTaxonomies, { description: "What the random taxonomies are." })
  name!: "RANDOM_EDGES" | "BEST_EDGES";

  @Field(() => Beside, { description: "By value." })
  value!: Beside;

  @Field(() => Beside, { nullable: true, description: "By mean Gain; null where a transfer lacks it." })
  gain!: Beside | null;

  @Field(() => Beside, { nullable: true, description: "By mean Quality; null where a transfer lacks it." })
  quality!: Beside | null;
}

@ObjectType({ description: "Whether the best taxonomy is better than chance." })
export class Significance {
  @Field(() => Taxonomy, { description: "The best taxonomy." })
  taxonomy!: Taxonomy;

  @Field(() => Int, { description: "Number of random taxonomies of each null." })
  draws!: number;

  @Field(() => Int, { description: "Seed of the draws." })
  seed!: number;

  @Field(() => [NullComparison], { description: "The two nulls, the stricter one last." })
  nulls!: NullComparison[];

  @Field(() => String, { description: "What is compared, and what it cannot say." })
  note!: string;
}
