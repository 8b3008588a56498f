import { Args, ArgsType, Ctx, Field, ID, Int, Query, Resolver } from "type-graphql";
import type { ResamplingUnit as Unit } from "../analysis/bootstrap.ts";
import { confidence } from "../analysis/confidence.ts";
import { type MeasuredEdge, selection } from "../analysis/selection.ts";
import { noTransfersInto } from "../domain/unknown-name.ts";
import { Confidence } from "../schema/confidence.ts";
import { ResamplingUnit } from "../schema/enums.ts";
import { Selection } from "../schema/selection.ts";
import { requireExperiment } from "../store/experiments.ts";
import { measuredTransfers } from "../store/losses.ts";
import { storedScenes } from "../store/scenes.ts";
import { askedProgram, TaxonomyArgs } from "./asked-program.ts";
import type { Context } from "./context.ts";
import { currentEdges } from "./current-edges.ts";

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
    const { experiment, target } = args;
    const edges = await measuredEdges(context, experiment, target);
    const scenes = await storedScenes(context.graph, context.artifacts, experiment, target);
    return context.analysing(() => confidence(edges, scenes.get(target) ?? null, args, context.gone));
  }

  @Query(() => Selection, {
    description: "How often each label and transfer is in the best taxonomy of resampled images.",
  })
  async selection(@Ctx() context: Context, @Args(() => SelectionArgs) args: SelectionArgs): Promise<Selection> {
    const { question, taxonomy } = await askedProgram(context, args);
    const edges = await measuredEdges(context, args.experiment);
    const scenes = await storedScenes(context.graph, context.artifacts, args.experiment);
    const answer = await context.analysing(() => selection(question, edges, scenes, args, context.gone));
    return { ...answer, taxonomy: taxonomy(answer.taxonomy) };
  }
}

async function measuredEdges(context: Context, id: string, target?: string): Promise<MeasuredEdge[]> {
  const experiment = await requireExperiment(context.graph, id);
  const edges = await currentEdges(context, experiment, target);
  if (target !== undefined && edges.length === 0) {
    throw noTransfersInto(
      target,
      id,
      experiment.tasks.map(({ task }) => task),
    );
  }
  return (await measuredTransfers(context.artifacts, edges)).map(({ images, ...edge }) => ({
    ...edge,
    losses: images,
  }));
}
