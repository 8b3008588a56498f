import { Args, Ctx, Query, Resolver } from "type-graphql";
import { alternatives } from "../analysis/alternatives.ts";
import { budgetCurve } from "../analysis/budget-curve.ts";
import { comparison } from "../analysis/comparison.ts";
import { leaveOneOut } from "../analysis/leave-one-out.ts";
import { type Readout, withReadouts } from "../analysis/novel-readouts.ts";
import { novelTargets, type Served } from "../analysis/novel-targets.ts";
import { significance } from "../analysis/significance.ts";
import { similarity } from "../analysis/similarity.ts";
import { why } from "../analysis/why.ts";
import { namedSources } from "../domain/pseudo-source.ts";
import { Alternatives } from "../schema/alternatives.ts";
import { Comparison } from "../schema/comparison.ts";
import { CurvePoint } from "../schema/curve-point.ts";
import { LeaveOneOut } from "../schema/leave-one-out.ts";
import { NovelTargets, NovelTask, type ReadoutInput } from "../schema/novel-targets.ts";
import { Significance } from "../schema/significance.ts";
import { Similarity } from "../schema/similarity.ts";
import { Why } from "../schema/why.ts";
import { requireExperiment } from "../store/experiments.ts";
import {
  AlternativesArgs,
  BudgetCurveArgs,
  ComparisonArgs,
  NovelTargetsArgs,
  NovelTaskArgs,
  SignificanceArgs,
  SimilarityArgs,
  WhyArgs,
} from "./analysis-args.ts";
import { askedProgram, TaxonomyArgs } from "./asked-program.ts";
import type { Context } from "./context.ts";
import { currentEdges } from "./current-edges.ts";
import { testImages } from "./test-images.ts";

/**
 * What lies behind a taxonomy. Every solve is proven; `timeLimit` counts for an analysis as a whole, which then fails with TIME_LIMIT.
 * An analysis that needs a taxonomy fails with INFEASIBLE where there is none.
 */
@Resolver()
export class AnalysisResolver {
  @Query(() => [CurvePoint], { description: "What every budget buys, and what one more label is worth." })
  async budgetCurve(
    @Ctx() context: Context,
    @Args(() => BudgetCurveArgs) args: BudgetCurveArgs,
  ): Promise<CurvePoint[]> {
    const { question } = await askedProgram(context, { ...args, budget: 0 });
    return context.analysing(() => budgetCurve(question, args.budgets, context.gone));
  }

  @Query(() => Why, { description: "Why a source or a transfer is in the best taxonomy, or why not." })
  async why(@Ctx() context: Context, @Args(() => WhyArgs) args: WhyArgs): Promise<Why> {
    const { question, stored } = await askedProgram(context, args);
    const answer = await context.analysing(() => why(question, args.about, context.gone));
    const changes = answer.changes.map(({ target, before, after }) => {
      return { target, before: stored(before), after: stored(after) };
    });
    return { ...answer, changes };
  }

  @Query(() => LeaveOneOut, { description: "What the best taxonomy loses without each of its sources." })
  async leaveOneOut(@Ctx() context: Context, @Args(() => TaxonomyArgs) args: TaxonomyArgs): Promise<LeaveOneOut> {
    const { question, taxonomy } = await askedProgram(context, args);
    const answer = await context.analysing(() => leaveOneOut(question, context.gone));
    return { ...answer, taxonomy: taxonomy(answer.taxonomy) };
  }

  @Query(() => Alternatives, { description: "The best sets of labels in turn: what would be nearly as good." })
  async alternatives(
    @Ctx() context: Context,
    @Args(() => AlternativesArgs) args: AlternativesArgs,
  ): Promise<Alternatives> {
    const { question, taxonomy } = await askedProgram(context, args);
    const { count, within = null } = args;
    const answer = await context.analysing(() => alternatives(question, { count, within }, context.gone));
    return { ...answer, taxonomies: answer.taxonomies.map(taxonomy) };
  }

  @Query(() => Significance, { description: "The best taxonomy beside random feasible ones of the same budget." })
  async significance(
    @Ctx() context: Context,
    @Args(() => SignificanceArgs) args: SignificanceArgs,
  ): Promise<Significance> {
    const { question, taxonomy } = await askedProgram(context, args);
    const answer = await context.analysing(() => significance(question, args.draws, args.seed, context.gone));
    return { ...answer, taxonomy: taxonomy(answer.taxonomy) };
  }

  @Query(() => NovelTargets, { description: "How targets are served that bring no labels of their own." })
  async novelTargets(
    @Ctx() context: Context,
    @Args(() => NovelTargetsArgs) args: NovelTargetsArgs,
  ): Promise<NovelTargets> {
    const { question, stored } = await askedProgram(context, args);
    const { targets, ...means } = await context.analysing(() =>
      novelTargets(question, args.novel ?? null, context.gone),
    );
    const service = (target: string, served: Served | null) =>
      served === null ? null : { transfer: stored({ ...served, target, self: false }), labels: served.labels };
    return {
      ...means,
      targets: targets.map(({ target, alone, withAll }) => {
        return { target, alone: service(target, alone), withAll: service(target, withAll) };
      }),
    };
  }

  @Query(() => NovelTask, {
    description:
      "How a task is served that the experiment does not have: its readouts are given, and nothing is stored.",
  })
  async novelTask(@Ctx() context: Context, @Args(() => NovelTaskArgs) args: NovelTaskArgs): Promise<NovelTask> {
    const { question } = await askedProgram(context, args);
    const withTask = withReadouts(question, args.target, args.readouts.map(readoutOf));
    const answer = await context.analysing(() => novelTargets(withTask, [args.target], context.gone));
    return answer.targets[0]!;
  }

  @Query(() => Comparison, { description: "Where two experiments agree, and their taxonomies side by side." })
  async comparison(@Ctx() context: Context, @Args(() => ComparisonArgs) args: ComparisonArgs): Promise<Comparison> {
    const { budget = null, moved } = args;
    const first = await askedProgram(context, { ...args, budget: budget ?? 0 });
    const second = await askedProgram(context, { ...args, experiment: args.other, budget: budget ?? 0 });
    const ask = { budget, moved };
    const { taxonomies, ...answer } = await context.analysing(() =>
      comparison(first.question, second.question, ask, context.gone),
    );
    const both = <Edge extends Parameters<typeof first.stored>[0]>(before: Edge, after: Edge) => {
      return { before: first.stored(before), after: second.stored(after) };
    };
    return {
      ...answer,
      moved: answer.moved.map((edge) => ({ ...edge, ...both(edge, edge) })),
      taxonomies: taxonomies && {
        ...taxonomies,
        before: first.taxonomy(taxonomies.before),
        after: second.taxonomy(taxonomies.after),
        changes: taxonomies.changes.map(({ target, before, after }) => ({ target, ...both(before, after) })),
      },
    };
  }

  @Query(() => Similarity, { description: "Which tasks transfer alike, as a tree." })
  async similarity(@Ctx() context: Context, @Args(() => SimilarityArgs) args: SimilarityArgs): Promise<Similarity> {
    const experiment = await requireExperiment(context.graph, args.experiment);
    const edges = await currentEdges(context, experiment);
    const { by = null } = args;
    const images = by && { by, measured: await testImages(context, { experiment: experiment.id, by }) };
    return context.analysing(() => similarity(edges, args, images, context.gone));
  }
}

const readoutOf = ({ sources, losses }: ReadoutInput): Readout => ({
  ...namedSources(sources),
  losses: Float32Array.from(losses),
});
