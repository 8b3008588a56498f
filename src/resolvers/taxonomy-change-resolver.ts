import { Args, Resolver, Root, Subscription } from "type-graphql";
import { TaxonomyChange } from "../schema/taxonomy-change.ts";
import { requireExperiment } from "../store/experiments.ts";
import { abortable } from "./abortable.ts";
import { TaxonomyArgs, type TaxonomyRecord } from "./asked-program.ts";
import type { Context } from "./context.ts";
import { type Solved, solveAtEvents } from "./solve-at-events.ts";

/** A failure is told by the field: thrown by the iterator it would end the whole connection. */
type Told = TaxonomyChange | { failure: unknown };

@Resolver()
export class TaxonomyChangeResolver {
  @Subscription(() => TaxonomyChange, {
    subscribe: ({ context, args }) => changeFeed(context as Context, args as TaxonomyArgs),
    description:
      "The best taxonomy as a difference: at first all of it, then what new transfers change in its transfers or its worth. " +
      "Transfers that come during a solve are answered together. Of an experiment without transfers nothing is told before its first.",
  })
  taxonomyChanged(@Root() told: Told, @Args(() => TaxonomyArgs) _: TaxonomyArgs): TaxonomyChange {
    if ("failure" in told) throw told.failure;
    return told;
  }
}

async function changeFeed(context: Context, args: TaxonomyArgs): Promise<AsyncIterableIterator<Told>> {
  await requireExperiment(context.graph, args.experiment);
  const { experiment, budget, maxOrder, input } = args;
  const question = JSON.stringify([experiment, budget, maxOrder, Object.entries(input ?? {}).sort()]);
  return abortable((signal) => changes(context.share(question, (left) => solveAtEvents(context, args, left), signal)));
}

async function* changes(answers: AsyncGenerator<Solved, void>): AsyncGenerator<Told, void> {
  let before: TaxonomyRecord | null = null;
  try {
    for await (const { taxonomy, cursor } of answers) {
      const change = changeOf(before, taxonomy, cursor);
      if (change) yield change;
      before = taxonomy;
    }
  } catch (failure) {
    yield { failure };
  }
}

/** Null where nothing changed. */
function changeOf(before: TaxonomyRecord | null, after: TaxonomyRecord, cursor: string): TaxonomyChange | null {
  const entered = missing(after, before);
  const left = missing(before, after);
  const same = before?.value === after.value && entered.length + left.length === 0;
  if (same) return null;
  return { cursor, valueBefore: before?.value ?? null, valueAfter: after.value, entered, left, taxonomy: after };
}

/** Transfers of one taxonomy that another has not. */
function missing(of: TaxonomyRecord | null, from: TaxonomyRecord | null): TaxonomyRecord["transfers"] {
  const keys = new Set(from?.transfers.map(({ key }) => key));
  return of?.transfers.filter(({ key }) => !keys.has(key)) ?? [];
}
