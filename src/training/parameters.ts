import type { Random } from "../domain/random.ts";
import { after, attribute, type Edge, FLOAT, type Graph } from "./graph.ts";
import * as op from "./ops.ts";

/** A trained array: a variable in the graph, set by feeding `initial` and fetching the edge that `assignAll` returns. */
export interface Parameter {
  /** Unique in the graph. */
  id: string;
  name: string;
  shape: number[];
  handle: Edge;
  value: Edge;
  initial: Edge;
  /** Set by the backward pass on what Adam trains. */
  gradient?: Edge;
  /** Set on running statistics: their value after the step. */
  next?: Edge;
}

const dtype = { dtype: attribute.type(FLOAT) };

const variable = (g: Graph, name: string, shape: number[]): Edge =>
  g.add("VarHandleOp", [], { ...dtype, shape: attribute.shape(shape), shared_name: attribute.string(name) });

const assign = (g: Graph, handle: Edge, value: Edge): Edge => g.add("AssignVariableOp", [handle, value], dtype);

/** An edge whose fetching runs `nodes` first; it carries no information. */
const joined = (g: Graph, nodes: Edge[]): Edge =>
  g.add("Identity", [op.scalar(g, 0), ...nodes.map(after)], { T: attribute.type(FLOAT) });

/** `scope` keeps the variables of one graph apart. */
function declare(g: Graph, scope: string, name: string, shape: number[]): Parameter {
  const id = `${scope}/${name}`;
  const handle = variable(g, id, shape);
  const value = g.add("ReadVariableOp", [handle], dtype);
  return { id, name, shape, handle, value, initial: op.placeholder(g) };
}

/** Parameters of one network by name; passes for training and for evaluation share them. */
export class ParameterSet {
  readonly all: Parameter[] = [];
  constructor(
    private readonly g: Graph,
    private readonly scope: string,
  ) {}

  readonly declare = (name: string, shape: number[]): Parameter => {
    const known = this.all.find((parameter) => parameter.name === name);
    if (known) return known;
    const parameter = declare(this.g, this.scope, name, shape);
    this.all.push(parameter);
    return parameter;
  };
}

export const assignAll = (g: Graph, parameters: Parameter[]): Edge =>
  joined(
    g,
    parameters.map(({ handle, initial }) => assign(g, handle, initial)),
  );

export const size = ({ shape }: Pick<Parameter, "shape">): number => shape.reduce((a, b) => a * b, 1);

/** He initialisation: normal with variance 2 / fan-in, the head's kernel scaled by `headScale`; biases are 0, variances 1. */
export function initialise(
  { name, shape }: Pick<Parameter, "name" | "shape">,
  random: Random,
  headScale = 1,
): Float32Array {
  const values = new Float32Array(size({ shape }));
  if (name.endsWith("/variance")) return values.fill(1);
  const scale = name.startsWith("head/") ? headScale : 1;
  if (shape.length === 1 || scale === 0) return values;
  const deviation = scale * Math.sqrt(2 / shape.slice(0, -1).reduce((a, b) => a * b, 1));
  return values.map(() => deviation * random.normal());
}

/**
 * Adam (Kingma and Ba 2015, beta 0.9 and 0.999) on all parameters, with L2 weight decay on all but biases. `rate` is fed every
 * step with the bias correction in it (see `adamRate`). Returns the edge that runs the updates, and the one that zeroes the moments.
 */
export function adam(g: Graph, parameters: Parameter[], rate: Edge, weightDecay: number) {
  const constants = [0, 0].map((value) => op.scalar(g, value));
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8].map((value) => op.scalar(g, value)) as [Edge, Edge, Edge];
  const decay = op.scalar(g, weightDecay);
  const updates: Edge[] = [];
  const resets: Edge[] = [];
  for (const { id, shape, handle, value, gradient, next } of parameters) {
    if (next !== undefined) updates.push(assign(g, handle, next));
    if (gradient === undefined) continue;
    const moments = ["m", "v"].map((moment) => variable(g, `${id}/${moment}`, shape));
    const zeros = g.add("Fill", [op.integers(g, ...shape), op.scalar(g, 0)], { T: attribute.type(FLOAT) });
    resets.push(...moments.map((moment) => assign(g, moment, zeros)));
    const decayed = shape.length > 1 ? op.add(g, gradient, op.multiply(g, value, decay)) : gradient;
    const inputs = [handle, ...moments, ...constants, rate, beta1, beta2, epsilon, decayed];
    updates.push(g.add("ResourceApplyAdam", inputs, { T: attribute.type(FLOAT) }));
  }
  return { update: joined(g, updates), reset: joined(g, resets) };
}

/** Adam's step size at step 1, 2, ... with its bias correction. */
export const adamRate = (learningRate: number, step: number): number =>
  (learningRate * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
