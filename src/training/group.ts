import { randomOf } from "../domain/random.ts";
import type { TrainingSchedule } from "../domain/settings.ts";
import { loadBackend } from "./backend.ts";
import type { Labels, Shape } from "./data.ts";
import { type Edge, Graph } from "./graph.ts";
import {
  type Convolution,
  type Declare,
  type Layer,
  pool,
  project,
  type Statistics,
  stack,
  standardise,
} from "./layers.ts";
import { declareTruth, firstBias, headColumns, judge, type Truth, truthShape } from "./losses.ts";
import * as op from "./ops.ts";
import { schedule } from "./order.ts";
import { adam, adamRate, assignAll, declare, initialise, type Parameter } from "./parameters.ts";
import { type Feed, openSession, type Session } from "./session.ts";
import { arrange, balance, gather, images, isMasked, type Rows, type Targets } from "./targets.ts";
import { pause, type Watch } from "./watch.ts";

/** One network of a group. */
export interface Member {
  /** Names the random stream of its initial weights. */
  seed: (string | number)[];
  /** Names of the inputs, concatenated along channels. */
  inputs: string[];
  target: string;
  layers: Convolution[];
}

/** Maps of `side x side x channels` for the training and the test images. */
export interface Input {
  train: Rows;
  test: Rows;
  side: number;
  channels: number;
  statistics: Statistics;
}

export interface GroupJob {
  members: Member[];
  inputs: Record<string, Input>;
  targets: Record<string, { train: Labels; test: Labels }>;
  shape: Shape;
  schedule: TrainingSchedule;
  /** Names the order of the training images. */
  order: (string | number)[];
}

export interface Trained {
  /** The loss of every test image. */
  losses: Float32Array;
  weights: { name: string; shape: number[]; values: Float32Array }[];
}

/** Images evaluated at a time. */
const CHUNK = 100;

/** Trains the members side by side, one graph call a step; null for a member whose loss is not finite. */
export async function trainGroup(job: GroupJob, watch: Watch): Promise<(Trained | null)[]> {
  const [first] = Object.values(job.inputs);
  const steps = schedule(images(first!.train), job.schedule, ...job.order);
  const graph = new Graph();
  const inputs = mapValues(job.inputs, () => op.placeholder(graph));
  const standardised = Object.fromEntries(
    Object.entries(job.inputs).map(([name, input]) => [name, standardise(graph, inputs[name]!, input.statistics)]),
  );
  const targets = mapValues(job.targets, (labels) => prepare(graph, labels, job.shape));
  const batch = steps[0]!.images.length;
  const built = job.members.map((member, i) => buildMember(graph, job, member, `${i}`, standardised, targets, batch));
  const parameters = built.flatMap((member) => member.parameters);
  const start = assignAll(graph, parameters);
  const rate = op.placeholder(graph);
  const { update, reset } = adam(graph, parameters, rate, job.schedule.weightDecay);
  const means = op.pack(
    graph,
    built.map(({ losses }) => op.mean(graph, losses, 0)),
  );

  const feeds = (split: "train" | "test", indices: ArrayLike<number>): Record<Edge, Feed> => ({
    ...Object.fromEntries(
      Object.entries(job.inputs).map(([name, input]) => [
        inputs[name]!,
        { values: gather(input[split], indices), shape: [indices.length, input.side, input.side, input.channels] },
      ]),
    ),
    ...Object.assign(
      {},
      ...Object.values(targets).map((target) => truthFeeds(target, target[split], indices, job.shape)),
    ),
  });

  const session = await openSession(await loadBackend(), graph);
  try {
    session.run(initialFeeds(job, built), [start, reset]);
    const finite = job.members.map(() => true);
    for (const [i, { images, learningRate }] of steps.entries()) {
      await pause(watch, i / steps.length);
      const now = { [rate]: { values: Float32Array.of(adamRate(learningRate, i + 1)), shape: [] } };
      const [, losses] = session.run({ ...feeds("train", images), ...now }, [update, means]);
      losses!.forEach((loss, member) => {
        if (!Number.isFinite(loss)) finite[member] = false;
      });
      if (!finite.includes(true)) break;
    }
    const losses = await evaluate(
      session,
      built.map((member) => member.losses),
      images(first!.test),
      (indices) => feeds("test", indices),
      watch,
    );
    watch.progress?.(1);
    return built.map(({ parameters }, i) => {
      if (!finite[i]) return null;
      const values = session.run(
        {},
        parameters.map(({ value }) => value),
      );
      // The weights too, since a ReLU turns NaN into 0 and so hides it from the losses.
      if (![losses[i]!, ...values].every((array) => array.every(Number.isFinite))) return null;
      const weights = parameters.map(({ name, shape }, j) => ({ name, shape, values: values[j]! }));
      return { losses: losses[i]!, weights };
    });
  } finally {
    session.close();
  }
}

const mapValues = <T, U>(record: Record<string, T>, map: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));

type PreparedTarget = Truth & { train: Targets; test: Targets };

function prepare(graph: Graph, labels: { train: Labels; test: Labels }, shape: Shape): PreparedTarget {
  const { output } = labels.train;
  const masked = isMasked(labels.train) || isMasked(labels.test);
  const classWeights = output.kind === "segmentation" ? balance(labels.train, output.classes) : null;
  const train = arrange(labels.train, shape, masked, classWeights);
  const test = arrange(labels.test, shape, masked, classWeights);
  return { ...declareTruth(graph, output, train.weights !== null), train, test };
}

function truthFeeds(target: Truth, rows: Targets, indices: ArrayLike<number>, shape: Shape): Record<Edge, Feed> {
  const feed = (values: Float32Array | Int32Array): Feed => {
    const [, columns] = truthShape(target, shape);
    return { values, shape: columns === undefined ? [values.length] : [values.length / columns, columns] };
  };
  const truth = { [target.truth]: feed(gather(rows.truth, indices)) };
  if (target.weights === null) return truth;
  const weights = gather(rows.weights!, indices);
  return { ...truth, [target.weights]: { values: weights, shape: [weights.length] } };
}

interface Built {
  parameters: Parameter[];
  losses: Edge;
}

function buildMember(
  graph: Graph,
  { inputs, shape }: GroupJob,
  member: Member,
  scope: string,
  edges: Record<string, Edge>,
  targets: Record<string, PreparedTarget>,
  batch: number,
): Built {
  const parameters: Parameter[] = [];
  const make: Declare = (name, size) => {
    const parameter = declare(graph, scope, name, size);
    parameters.push(parameter);
    return parameter;
  };
  const target = targets[member.target]!;
  const channels = member.inputs.reduce((total, name) => total + inputs[name]!.channels, 0);
  const joined = op.concat(
    graph,
    member.inputs.map((name) => edges[name]!),
    3,
  );
  const layers: Layer[] = [stack(graph, make, member.layers, joined, channels)];
  const width = member.layers.at(-1)!.channels;
  const last = () => layers.at(-1)!.output;
  if (target.output.kind === "class") layers.push(pool(graph, last(), shape.representation.size, width));
  layers.push(project(graph, make, last(), width, headColumns(target.output, shape)));
  const { losses, gradient } = judge(graph, target, shape, last(), batch);
  layers.reduceRight((inner, layer) => layer.back(inner), gradient);
  return { parameters, losses };
}

function initialFeeds({ members, targets, shape }: GroupJob, built: Built[]): Record<Edge, Feed> {
  const feeds: Record<Edge, Feed> = {};
  for (const [i, { seed, target }] of members.entries()) {
    for (const parameter of built[i]!.parameters) {
      const values =
        parameter.name === "head/bias"
          ? firstBias(targets[target]!.train, shape)
          : initialise(parameter, randomOf("weights", ...seed, parameter.name));
      feeds[parameter.initial] = { values, shape: parameter.shape };
    }
  }
  return feeds;
}

async function evaluate(
  session: Session,
  edges: Edge[],
  count: number,
  feeds: (indices: number[]) => Record<Edge, Feed>,
  watch: Watch,
): Promise<Float32Array[]> {
  const losses = edges.map(() => new Float32Array(count));
  for (let from = 0; from < count; from += CHUNK) {
    await pause(watch, 1);
    const indices = Array.from({ length: Math.min(CHUNK, count - from) }, (_, i) => from + i);
    const rows = session.run(feeds(indices), edges);
    for (const [member, row] of rows.entries()) losses[member]!.set(row, from);
  }
  return losses;
}
