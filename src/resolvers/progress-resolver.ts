import { Arg, Ctx, ID, Resolver, Root, Subscription } from "type-graphql";
import type { ExperimentStatus } from "../domain/experiment.ts";
import { experimentProgress } from "../queue/progress.ts";
import { ExperimentProgress } from "../schema/experiment-progress.ts";
import { requireExperiment } from "../store/experiments.ts";
import { abortable } from "./abortable.ts";
import type { Context } from "./context.ts";
import { patiently, pause } from "./patience.ts";

const INTERVAL_MS = 1000;
/** An experiment that is waiting to be started, or running, goes on. */
const OPEN: readonly ExperimentStatus[] = ["DRAFT", "RUNNING"];

@Resolver()
export class ProgressResolver {
  @Subscription(() => ExperimentProgress, {
    subscribe: ({ context, args }) => progressFeed(context as Context, args.id as string),
    description: "How far an experiment is: now, and about each second when that changes, until it ends.",
  })
  experimentProgress(
    @Root() progress: ExperimentProgress,
    @Ctx() _: Context,
    @Arg("id", () => ID, { description: "Id of the experiment." }) _id: string,
  ): ExperimentProgress {
    return progress;
  }
}

async function progressFeed(context: Context, id: string): Promise<AsyncIterableIterator<ExperimentProgress>> {
  await requireExperiment(context.graph, id);
  return abortable((signal) => followProgress(context, id, signal));
}

async function* followProgress(
  { queue, graph }: Context,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<ExperimentProgress, void> {
  let last = "";
  while (!signal.aborted) {
    const progress = await patiently(signal, () => experimentProgress(queue, graph, id));
    if (progress === null) return;
    const text = JSON.stringify(progress);
    if (text !== last) yield progress;
    last = text;
    if (!OPEN.includes(progress.status)) return;
    await pause(INTERVAL_MS, signal);
  }
}
