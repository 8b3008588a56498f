import type { TrainingSchedule } from "../domain/settings.ts";
import { loadBackend } from "./backend.ts";
import type { Labels, Shape } from "./data.ts";
import { declareInput, declareTarget, type Input, type Split } from "./feeds.ts";
import { type Edge, Graph } from "./graph.ts";
import { type BuiltMember, buildMember, initialValues, type Member } from "./member.ts";
import * as op from "./ops.ts";
import { stepsOf } from "./order.ts";
import { adam, adamRate, assignAll } from "./parameters.ts";
import { type Feed, openSession, type Session } from "./session.ts";
import { images } from "./targets.ts";
import { pause, type Watch } from "./watch.ts";
import type { WeightArray } from "./weights.ts";

export interface GroupJob {
  members: Member[];
  inputs: Record<string, Input>;
  targets: Record<string, Record<Split, Labels>>;
  shape: Shape;
  schedule: TrainingSchedule;
  /** Names the order of the training images. */
  order: (string | number)[];
}

export interface Trained {
  /** The loss of every test image. */
  losses: Float32Array;
  weights: WeightArray[];
}

/** Images evaluated at a time. */
const CHUNK = 100;

/** Weight of a batch in the running statistics, after a start as plain averages. */
const BLEND = 0.02;

/** Trains the members side by side, one graph call a step; null for a member that reached numbers that are not finite. */
export async function trainGroup(job: GroupJob, watch: Watch): Promise<(Trained | null)[]> {
  const { members, shape } = job;
  const graph = new Graph();
  const inputs = declareAll(
    members.flatMap((member) => member.inputs),
    (name) => declareInput(graph, job.inputs[name]!),
  );
  const targets = declareAll(
    members.map(({ target }) => target),
    (name) => declareTarget(graph, job.targets[name]!, shape),
  );
  const [some] = inputs.keys();
  const { train, test } = job.inputs[some!]!;
  const steps = stepsOf(images(train), job.schedule, ...job.order);

  const blend = op.placeholder(graph);
  const built = members.map((member, i) => {
    const sources = member.inputs.map((name) => inputs.get(name)!);
    const { output } = job.targets[member.target]!.train;
    const truth = targets.get(member.target)!;
    const batch = steps[0]!.images.length;
    return buildMember(graph, `${i}`, member, sources, output, truth, shape, batch, blend);
  });
  const parameters = built.flatMap((member) => member.parameters);
  const start = assignAll(graph, parameters);
  const rate = op.placeholder(graph);
  const { update, reset } = adam(graph, parameters, rate, job.schedule.weightDecay);
  const means = op.pack(
    graph,
    built.map(({ training }) => op.mean(graph, training, 0)),
  );

  const feeds = (split: Split, indices: ArrayLike<number>): Record<Edge, Feed> =>
    Object.assign({}, ...[...inputs.values(), ...targets.values()].map((fed) => fed.feeds(split, indices)));

  const session = await openSession(await loadBackend(), graph);
  try {
    const values = members.flatMap((member, i) =>
      initialValues(member, built[i]!, job.targets[member.target]!.train, shape),
    );
    session.run(
      Object.fromEntries(parameters.map(({ initial, shape }, i) => [initial, { values: values[i]!, shape }])),
      [start, reset],
    );
    for (const [i, { images, learningRate }] of steps.entries()) {
      await pause(watch, i / steps.length);
      const now = { [rate]: number(adamRate(learningRate, i + 1)), [blend]: number(Math.max(BLEND, 1 / (i + 1))) };
      const [, losses] = session.run({ ...feeds("train", images), ...now }, [update, means]);
      if (!losses!.some(Number.isFinite)) break;
    }
    const losses = await evaluate(session, built, images(test), (indices) => feeds("test", indices), watch);
    watch.progress?.(1);
    return built.map((member, i) => finiteResult(losses[i]!, weightsOf(session, member)));
  } finally {
    session.close();
  }
}

const number = (value: number): Feed => ({ values: Float32Array.of(value), shape: [] });

function declareAll<T>(names: string[], make: (name: string) => T): Map<string, T> {
  return new Map([...new Set(names)].map((name) => [name, make(name)]));
}

async function evaluate(
  session: Session,
  built: BuiltMember[],
  count: number,
  feeds: (indices: number[]) => Record<Edge, Feed>,
  watch: Watch,
): Promise<Float32Array[]> {
  const losses = built.map(() => new Float32Array(count));
  for (let from = 0; from < count; from += CHUNK) {
    await pause(watch, 1);
    const indices = Array.from({ length: Math.min(CHUNK, count - from) }, (_, i) => from + i);
    const rows = session.run(
      feeds(indices),
      built.map((member) => member.evaluation),
    );
    for (const [member, row] of rows.entries()) losses[member]!.set(row, from);
  }
  return losses;
}

function weightsOf(session: Session, { parameters }: BuiltMember): WeightArray[] {
  const values = session.run(
    {},
    parameters.map(({ value }) => value),
  );
  return parameters.map(({ name, shape }, i) => ({ name, shape, values: values[i]! }));
}

/** Weights count too: once they are not finite, an activation may hide it from the losses. */
function finiteResult(losses: Float32Array, weights: WeightArray[]): Trained | null {
  const finite = [losses, ...weights.map(({ values }) => values)].every((values) => values.every(Number.isFinite));
  return finite ? { losses, weights } : null;
}
