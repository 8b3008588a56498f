import { Args, ArgsType, Ctx, Field, ID, Int, Query, Resolver } from "type-graphql";
import { confidence } from "../analysis/confidence.ts";
import { selection } from "../analysis/selection.ts";
import type { ResamplingUnit as Unit } from "../domain/resampling-unit.ts";
import { Confidence } from "../schema/confidence.ts";
import { ResamplingUnit } from "../schema/enums.ts";
import { Selection } from "../schema/selection.ts";
import { askedProgram, TaxonomyArgs } from "./asked-program.ts";
import type { Context } from "./context.ts";
import { testImages } from "./test-images.ts";

const BY = "What is drawn; left out: scenes where they are known, else images.";

@ArgsType()
class ConfidenceArgs {
  @Field(() => ID, { description: "Id of the experiment." })
  experiment!: string;

  @Field(() => ID, { description: "Name of the target." })
  target!: string;

  @Field(() => ResamplingUnit, { nullable: true, description: BY })
  by!: Unit | null;

  @Field(() => Int, { nullable: true, defaultValue: 1000, description: "Number of resamples, 1 to 10,000." })
  resamples!: number;

  @Field(() => Int, { nullable: true, defaultValue: 1, description: "Seed of the draws." })
  seed!: number;
}

@ArgsType()
class SelectionArgs extends TaxonomyArgs {
  @Field(() => ResamplingUnit, { nullable: true, description: BY })
  by!: Unit | null;

  @Field(() => Int, { nullable: true, defaultValue: 100, description: "Number of resamples, 1 to 1,000." })
  resamples!: number;

  @Field(() => Int, { nullable: true, defaultValue: 1, description: "Seed of the draws." })
  seed!: number;
}

/** Analyses that need the loss of every test image; NO_LOSSES where the experiment has none. */
@Resolver()
export class BootstrapResolver {
  @Query(() => Confidence, { description: "How sure the affinities of one target are." })
  async confidence(@Ctx() context: Context, @Args(() => ConfidenceArgs) args: ConfidenceArgs): Promise<Confidence> {
    const { edges, scenes } = await testImages(context, args);
    return context.analysing(() => confidence(edges, scenes.get(args.target) ?? null, args, context.gone));
  }

  @Query(() => Selection, {
    description: "How often each label and transfer is in the best taxonomy of resampled images.",
  })
  async selection(@Ctx() context: Context, @Args(() => SelectionArgs) args: SelectionArgs): Promise<Selection> {
    const { question, taxonomy } = await askedProgram(context, args);
    const { edges, scenes } = await testImages(context, { experiment: args.experiment, by: args.by });
    const answer = await context.analysing(() => selection(question, edges, scenes, args, context.gone));
    return { ...answer, taxonomy: taxonomy(answer.taxonomy) };
  }
}
