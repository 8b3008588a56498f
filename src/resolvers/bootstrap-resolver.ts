import { Args, ArgsType, Ctx, Field, ID, Int, Query, Resolver } from "type-graphql";
import { confidence } from "../analysis/confidence.ts";
import { type MeasuredEdge, selection } from "../analysis/selection.ts";
import { TaskonomyError } from "../domain/errors.ts";
import { Confidence } from "../schema/confidence.ts";
import { Selection } from "../schema/selection.ts";
import { requireExperiment } from "../store/experiments.ts";
import { measuredTransfers } from "../store/losses.ts";
import { askedProgram, TaxonomyArgs } from "./asked-program.ts";
import type { Context } from "./context.ts";
import { currentEdges } from "./current-edges.ts";

@ArgsType()
class ConfidenceArgs {
  @Field(() => ID, { description: "Id of the experiment." })
  experiment!: string;

  @Field(() => ID, { description: "Name of the target." })
  target!: string;

  @Field(() => Int, { nullable: true, defaultValue: 1000, description: "Number of resamples, 1 to 10,000." })
  resamples!: number;

  @Field(() => Int, { nullable: true, defaultValue: 1, description: "Seed of the draws." })
  seed!: number;
}

@ArgsType()
class SelectionArgs extends TaxonomyArgs {
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
    const { experiment, target, resamples, seed } = args;
    const edges = await measuredEdges(context, experiment, target);
    return context.analysing(() => confidence(edges, { resamples, seed, groups: null }));
  }

  @Query(() => Selection, {
    description: "How often each label and transfer is in the best taxonomy of resampled images.",
  })
  async selection(@Ctx() context: Context, @Args(() => SelectionArgs) args: SelectionArgs): Promise<Selection> {
    const { resamples, seed } = args;
    const { question, taxonomy } = await askedProgram(context, args);
    const edges = await measuredEdges(context, args.experiment);
    const answer = await context.analysing(() => selection(question, edges, { resamples, seed, groups: null }));
    return { ...answer, taxonomy: taxonomy(answer.taxonomy) };
  }
}

async function measuredEdges(context: Context, id: string, target?: string): Promise<MeasuredEdge[]> {
  const edges = await currentEdges(context, await requireExperiment(context.graph, id), target);
  if (target !== undefined && edges.length === 0) {
    throw new TaskonomyError("NOT_FOUND", `experiment ${id} has no transfers into ${target}`);
  }
  return (await measuredTransfers(context.artifacts, edges)).map(({ images, ...edge }) => ({
    ...edge,
    losses: images,
  }));
}
