import { Args, Ctx, FieldResolver, Resolver, Root, Subscription } from "type-graphql";
import { Taxonomy } from "../schema/taxonomy.ts";
import { TaxonomyProgress } from "../schema/taxonomy-progress.ts";
import { solveTaxonomy, type TaxonomyAnswer } from "../solver/taxonomy.ts";
import { abortable } from "./abortable.ts";
import { type AskedProgram, askedProgram, TaxonomyArgs, type TaxonomyRecord } from "./asked-program.ts";
import type { Context } from "./context.ts";
import { pause } from "./patience.ts";

const INTERVAL_MS = 500;

type ProgressRecord = TaxonomyProgress & { answer: TaxonomyRecord | null };

@Resolver(() => TaxonomyProgress)
export class SolveProgressResolver {
  @Subscription(() => TaxonomyProgress, {
    subscribe: ({ context, args }) => solveFeed(context as Context, args as TaxonomyArgs),
    description:
      "Solves as `taxonomy` does and tells how far the search is, each half second when that changes; last comes the taxonomy. " +
      "Unsubscribing ends the solve.",
  })
  taxonomyProgress(
    @Root() progress: ProgressRecord,
    @Ctx() _: Context,
    @Args(() => TaxonomyArgs) _args: TaxonomyArgs,
  ): TaxonomyProgress {
    return progress;
  }

  @FieldResolver(() => Taxonomy, { nullable: true, description: "The answer, with the last event; null before." })
  taxonomy(@Root() { answer }: ProgressRecord): TaxonomyRecord | null {
    return answer;
  }
}

async function solveFeed(context: Context, args: TaxonomyArgs): Promise<AsyncIterableIterator<ProgressRecord>> {
  const asked = await askedProgram(context, args);
  return abortable((signal) => followSolve(asked, signal));
}

async function* followSolve(
  { question, taxonomy }: AskedProgram,
  signal: AbortSignal,
): AsyncGenerator<ProgressRecord, void> {
  const start = performance.now();
  const record = (found: TaxonomyAnswer | null, answer: TaxonomyRecord | null): ProgressRecord => {
    const { value, bound, gap } = found ?? { value: null, bound: null, gap: null };
    return { incumbent: value, bound, gap, seconds: (performance.now() - start) / 1000, answer };
  };
  let latest: () => TaxonomyAnswer | null = () => null;
  const solved = solveTaxonomy(question, {
    signal,
    onProgress: (_value, _bound, incumbent) => {
      latest = incumbent;
    },
  });
  let told = latest;
  for (;;) {
    const answer = await Promise.race([solved, pause(INTERVAL_MS, signal)]);
    if (signal.aborted) return;
    if (answer) {
      yield record(answer, taxonomy(answer));
      return;
    }
    if (latest !== told) yield record(latest(), null);
    told = latest;
  }
}
