import { randomOf } from "../domain/random.ts";
import { type Convolution, type Normalisation, stack } from "./convolution.ts";
import type { Labels, Shape } from "./data.ts";
import type { Edge, Graph } from "./graph.ts";
import { chain, type Layer, pool, project } from "./layers.ts";
import { firstBias, headColumns, judge, type Truth } from "./losses.ts";
import { initialise, type Parameter, ParameterSet } from "./parameters.ts";

/** One network of a group. */
export interface Member {
  /** Names the random stream of its initial weights. */
  seed: (string | number)[];
  /** Names of the inputs, concatenated along channels. */
  inputs: string[];
  target: string;
  layers: Convolution[];
}

/** A member in a graph. */
export interface BuiltMember {
  parameters: Parameter[];
  /** The loss of every image of a batch: of the pass that trains, and of the one that evaluates. */
  training: Edge;
  evaluation: Edge;
}

/**
 * `input`: batch x side x side x channels. `scope` keeps the members' variables apart, `batch` scales the gradient, `blend` is the
 * weight of a batch in the running statistics.
 */
export function buildMember(
  graph: Graph,
  scope: string,
  layers: Convolution[],
  input: { edge: Edge; channels: number },
  truth: Truth,
  shape: Shape,
  batch: number,
  blend: Edge,
): BuiltMember {
  const parameters = new ParameterSet(graph, scope);
  const width = layers.at(-1)!.channels;
  const pass = (normalisation: Normalisation): Layer =>
    chain(input.edge, [
      (x) => stack(graph, parameters.declare, layers, x, input.channels, normalisation),
      ...(truth.output.kind === "class" ? [(x: Edge) => pool(graph, x, shape.representation.size, width)] : []),
      (x) => project(graph, parameters.declare, x, width, headColumns(truth.output, shape)),
    ]);
  const training = pass({ blend });
  const judged = judge(graph, truth, shape, training.output, batch);
  training.back(judged.gradient);
  const evaluation = judge(graph, truth, shape, pass(null).output, batch);
  return { parameters: parameters.all, training: judged.losses, evaluation: evaluation.losses };
}

/** The values before the first step. */
export function initialValues({ seed }: Member, { parameters }: BuiltMember, labels: Labels, shape: Shape) {
  return parameters.map((parameter) =>
    parameter.name === "head/bias"
      ? firstBias(labels, shape)
      : initialise(parameter, randomOf("weights", ...seed, parameter.name)),
  );
}
