import { randomOf } from "../domain/random.ts";
import type { Output } from "../tasks/task.ts";
import { type Block, stack } from "./blocks.ts";
import type { Normalisation } from "./convolution.ts";
import type { Labels, Shape } from "./data.ts";
import type { Edge, Graph } from "./graph.ts";
import { chain, type Layer, mergeViews } from "./layers.ts";
import { headShape } from "./networks.ts";
import * as op from "./ops.ts";
import type { Truth } from "./outputs/kind.ts";
import { kindOf } from "./outputs/kinds.ts";
import { initialise, type Parameter, ParameterSet } from "./parameters.ts";

/** One network of a group. */
export interface Member {
  /** Names the random stream of its initial weights. */
  seed: (string | number)[];
  /** Names of the inputs, concatenated along channels; of a network with `perView` the views of an example. */
  inputs: string[];
  target: string;
  /** Blocks that every view goes through on its own, with the same weights (siamese), before `layers` see all of them. */
  perView?: Block[];
  layers: Block[];
}

/** A member in a graph. */
export interface BuiltMember {
  parameters: Parameter[];
  /** The loss of every image of a batch: of the pass that trains, and of the one that evaluates. */
  training: Edge;
  evaluation: Edge;
}

/**
 * `inputs`: batch x side x side x channels each. `scope` keeps the members' variables apart, `batch` scales the gradient, `blend` is the
 * weight of a batch in the running statistics.
 */
export function buildMember(
  graph: Graph,
  scope: string,
  member: Member,
  inputs: { edge: Edge; channels: number }[],
  output: Output,
  truth: Truth,
  shape: Shape,
  batch: number,
  blend: Edge,
): BuiltMember {
  const kind = kindOf(output);
  const head = headShape(shape, output);
  const parameters = new ParameterSet(graph, scope);
  const width = member.layers.at(-1)!.channels;
  const { perView, layers } = member;
  const edges = inputs.map(({ edge }) => edge);
  const blocks = (some: Block[], channels: number, normalisation: Normalisation) => (x: Edge) =>
    stack(graph, parameters.declare, some, x, channels, normalisation);
  const joined = (normalisation: Normalisation) => {
    const channels = inputs.reduce((total, input) => total + input.channels, 0);
    return [blocks(layers, channels, normalisation)];
  };
  const siamese = (encoder: Block[], normalisation: Normalisation) => {
    const { size, channels } = shape.representation;
    return [
      blocks(encoder, inputs[0]!.channels, normalisation),
      (x: Edge) => mergeViews(graph, x, inputs.length, size, channels),
      blocks(layers, inputs.length * channels, normalisation),
    ];
  };
  const pass = (normalisation: Normalisation): Layer =>
    chain(op.concat(graph, edges, perView ? 0 : 3), [
      ...(perView ? siamese(perView, normalisation) : joined(normalisation)),
      ...kind.head(graph, parameters.declare, output, head, width),
    ]);
  const training = pass({ blend });
  const judged = kind.judge(graph, truth, output, head, training.output, batch);
  training.back(judged.gradient);
  const evaluation = kind.judge(graph, truth, output, head, pass(null).output, batch);
  return { parameters: parameters.all, training: judged.losses, evaluation: evaluation.losses };
}

/** The values before the first step. */
export function initialValues({ seed }: Member, { parameters }: BuiltMember, labels: Labels, shape: Shape) {
  const kind = kindOf(labels.output);
  const start = kind.start(labels, headShape(shape, labels.output));
  return parameters.map(
    (parameter) =>
      start[parameter.name] ?? initialise(parameter, randomOf("weights", ...seed, parameter.name), kind.kernelScale),
  );
}
