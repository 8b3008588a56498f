import { ArgsType, Field, Float, ID, Int } from "type-graphql";
import type { VectorKind as Kind } from "../analysis/vectors.ts";
import type { ResamplingUnit as Unit } from "../domain/resampling-unit.ts";
import { ResamplingUnit, VectorKind } from "../schema/enums.ts";
import { ReadoutInput } from "../schema/novel-targets.ts";
import { QuestionArgs, TaxonomyArgs } from "./asked-program.ts";

@ArgsType()
export class BudgetCurveArgs extends QuestionArgs {
  @Field(() => [Float], { description: "The budgets, ascending; at most 1,000." })
  budgets!: number[];
}

@ArgsType()
export class WhyArgs extends TaxonomyArgs {
  @Field(() => String, { description: "A source `a`, or a transfer `a+b>t`; `t>t` is the self edge." })
  about!: string;
}

@ArgsType()
export class AlternativesArgs extends TaxonomyArgs {
  @Field(() => Int, { nullable: true, defaultValue: 10, description: "How many sets of labels, 1 to 100." })
  count!: number;

  @Field(() => Float, {
    nullable: true,
    description: "Only those at most so much worse than the best, as a share of its value.",
  })
  within!: number | null;
}

@ArgsType()
export class SignificanceArgs extends TaxonomyArgs {
  @Field(() => Int, { nullable: true, defaultValue: 1000, description: "Random taxonomies, 1 to 100,000." })
  draws!: number;

  @Field(() => Int, { nullable: true, defaultValue: 1, description: "Seed of the draws." })
  seed!: number;
}

@ArgsType()
export class SimilarityArgs {
  @Field(() => ID, { description: "Id of the experiment." })
  experiment!: string;

  @Field(() => VectorKind, { nullable: true, defaultValue: "rank", description: "What describes a task." })
  vectors!: Kind;

  @Field(() => ResamplingUnit, {
    nullable: true,
    description: "What is drawn again of the test images, whose losses must be stored; the targets where left out.",
  })
  by!: Unit | null;

  @Field(() => Int, { nullable: true, defaultValue: 200, description: "Times that they are drawn again." })
  resamples!: number;

  @Field(() => Int, { nullable: true, defaultValue: 1, description: "Seed of the draws." })
  seed!: number;
}

@ArgsType()
export class ComparisonArgs extends QuestionArgs {
  @Field(() => ID, { description: "Id of the second experiment." })
  other!: string;

  @Field(() => Float, { nullable: true, description: "Compare the taxonomies of this budget, too." })
  budget!: number | null;

  @Field(() => Int, { nullable: true, defaultValue: 10, description: "How many of what moved most, 0 to 1,000." })
  moved!: number;
}

@ArgsType()
export class NovelTaskArgs extends TaxonomyArgs {
  @Field(() => ID, { description: "Name of a task without transfers in the experiment." })
  target!: string;

  @Field(() => [ReadoutInput], { description: "What was trained for it; they must fit into a request of 256 KiB." })
  readouts!: ReadoutInput[];
}

@ArgsType()
export class NovelTargetsArgs extends TaxonomyArgs {
  @Field(() => [ID], { nullable: true, description: "The novel targets, each in turn; every target where left out." })
  novel!: string[] | null;
}
