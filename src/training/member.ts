import { randomOf } from "../domain/random.ts";
import type { Labels, Shape } from "./data.ts";
import type { Edge, Graph } from "./graph.ts";
import { type Convolution, type Layer, pool, project, stack } from "./layers.ts";
import { firstBias, headColumns, judge, type Truth } from "./losses.ts";
import { declare, initialise, type Parameter } from "./parameters.ts";

/** One network of a group. */
export interface Member {
  /** Names the random stream of its initial weights. */
  seed: (string | number)[];
  /** Names of the inputs, concatenated along channels. */
  inputs: string[];
  target: string;
  layers: Convolution[];
}

/** A member in a graph: its parameters with their gradients, and the loss of every image of a batch. */
export interface BuiltMember {
  parameters: Parameter[];
  losses: Edge;
}

/** `input`: batch x side x side x channels. `scope` keeps the members' variables apart; `batch` scales the gradient. */
export function buildMember(
  graph: Graph,
  scope: string,
  layers: Convolution[],
  input: { edge: Edge; channels: number },
  truth: Truth,
  shape: Shape,
  batch: number,
): BuiltMember {
  const parameters: Parameter[] = [];
  const make = (name: string, size: number[]): Parameter => {
    const parameter = declare(graph, scope, name, size);
    parameters.push(parameter);
    return parameter;
  };
  const width = layers.at(-1)!.channels;
  const built: Layer[] = [stack(graph, make, layers, input.edge, input.channels)];
  const last = () => built.at(-1)!.output;
  if (truth.output.kind === "class") built.push(pool(graph, last(), shape.representation.size, width));
  built.push(project(graph, make, last(), width, headColumns(truth.output, shape)));
  const { losses, gradient } = judge(graph, truth, shape, last(), batch);
  built.reduceRight((inner, layer) => layer.back(inner), gradient);
  return { parameters, losses };
}

/** The values before the first step. */
export function initialValues({ seed }: Member, { parameters }: BuiltMember, labels: Labels, shape: Shape) {
  return parameters.map((parameter) =>
    parameter.name === "head/bias"
      ? firstBias(labels, shape)
      : initialise(parameter, randomOf("weights", ...seed, parameter.name)),
  );
}
