import { attribute, BOOL, type Edge, FLOAT, type Graph, INT32, outputOf } from "./graph.ts";

/** TensorFlow operations under their own names, on float edges; shapes and semantics as in TensorFlow's op reference. */

const float = { T: attribute.type(FLOAT) };
const same = { ...float, padding: attribute.string("SAME") };
const strides = (stride: number) => ({ strides: attribute.integers([1, stride, stride, 1]) });
const indexed = { Tidx: attribute.type(INT32), keep_dims: attribute.boolean(false) };

export const placeholder = (g: Graph, type = FLOAT): Edge => g.add("Placeholder", [], { dtype: attribute.type(type) });

const constant = (g: Graph, type: number, shape: number[], values: Float32Array | Int32Array): Edge =>
  g.add("Const", [], {
    dtype: attribute.type(type),
    value: attribute.tensor(type, shape, new Uint8Array(values.buffer)),
  });

export const scalar = (g: Graph, value: number): Edge => constant(g, FLOAT, [], Float32Array.of(value));
export const floats = (g: Graph, values: ArrayLike<number>): Edge =>
  constant(g, FLOAT, [values.length], Float32Array.from(values));
export const integers = (g: Graph, ...values: number[]): Edge =>
  constant(g, INT32, [values.length], Int32Array.from(values));

const binary =
  (op: string) =>
  (g: Graph, a: Edge, b: Edge, type = FLOAT) =>
    g.add(op, [a, b], { T: attribute.type(type) });
const unary = (op: string) => (g: Graph, a: Edge) => g.add(op, [a], float);
export const add = binary("AddV2");
export const subtract = binary("Sub");
export const multiply = binary("Mul");
export const divide = binary("RealDiv");
export const absolute = unary("Abs");
export const sign = unary("Sign");
export const squareRoot = unary("Sqrt");
export const negate = unary("Neg");
export const exponential = unary("Exp");
/** log(1 + x) */
export const log1p = unary("Log1p");
export const relu = unary("Relu");
export const maximum = binary("Maximum");
/** Of every row. */
export const softmax = unary("Softmax");
export const shapeOf = unary("Shape");
export const biasAdd = binary("BiasAdd");
export const biasAddGrad = unary("BiasAddGrad");

/** Leaky, so that no unit dies in the first steps, when an L1 loss pushes all of them the same way. */
const leak = { ...float, alpha: attribute.float(0.1) };
export const leakyRelu = (g: Graph, x: Edge): Edge => g.add("LeakyRelu", [x], leak);
/** `features`: the activation's input, or its output, which has the same sign. */
export const leakyReluGrad = (g: Graph, dy: Edge, features: Edge): Edge => g.add("LeakyReluGrad", [dy, features], leak);

export const reshape = (g: Graph, x: Edge, ...shape: number[]): Edge =>
  g.add("Reshape", [x, integers(g, ...shape)], float);
export const reshapeLike = (g: Graph, x: Edge, like: Edge): Edge => g.add("Reshape", [x, shapeOf(g, like)], float);
export const transpose = (g: Graph, x: Edge, ...axes: number[]): Edge =>
  g.add("Transpose", [x, integers(g, ...axes)], { ...float, Tperm: attribute.type(INT32) });
export const mean = (g: Graph, x: Edge, ...axes: number[]): Edge =>
  g.add("Mean", [x, integers(g, ...axes)], { ...float, ...indexed });
export const sum = (g: Graph, x: Edge, ...axes: number[]): Edge =>
  g.add("Sum", [x, integers(g, ...axes)], { ...float, ...indexed });
export const broadcastTo = (g: Graph, x: Edge, shape: Edge): Edge => g.add("BroadcastTo", [x, shape], float);

export const concat = (g: Graph, parts: Edge[], axis: number): Edge => {
  const [only] = parts;
  if (parts.length === 1) return only!;
  const last = constant(g, INT32, [], Int32Array.of(axis));
  return g.add("ConcatV2", [...parts, last], { ...float, N: attribute.integer(parts.length) });
};
export const pack = (g: Graph, parts: Edge[]): Edge =>
  g.add("Pack", parts, { ...float, N: attribute.integer(parts.length) });

export const matMul = (g: Graph, a: Edge, b: Edge, transposed: { a?: boolean; b?: boolean } = {}): Edge =>
  g.add("MatMul", [a, b], {
    ...float,
    transpose_a: attribute.boolean(transposed.a ?? false),
    transpose_b: attribute.boolean(transposed.b ?? false),
  });

/** Matrix products over the last two axes. */
export const batchMatMul = (g: Graph, a: Edge, b: Edge, transposed: { a?: boolean; b?: boolean } = {}): Edge =>
  g.add("BatchMatMulV2", [a, b], {
    ...float,
    adj_x: attribute.boolean(transposed.a ?? false),
    adj_y: attribute.boolean(transposed.b ?? false),
  });

/** 1 where two numbers are equal, else 0. */
export const equal = (g: Graph, a: Edge, b: Edge): Edge =>
  g.add("Cast", [g.add("Equal", [a, b], float)], { SrcT: attribute.type(BOOL), DstT: attribute.type(FLOAT) });

/** Halves along an axis. */
export function halves(g: Graph, x: Edge, axis: number): [Edge, Edge] {
  const first = g.add("Split", [constant(g, INT32, [], Int32Array.of(axis)), x], {
    ...float,
    num_split: attribute.integer(2),
  });
  return [first, outputOf(first, 1)];
}

export const conv2D = (g: Graph, x: Edge, filter: Edge, stride: number): Edge =>
  g.add("Conv2D", [x, filter], { ...same, ...strides(stride) });
export const conv2DBackpropFilter = (g: Graph, x: Edge, shape: number[], dy: Edge, stride: number): Edge =>
  g.add("Conv2DBackpropFilter", [x, integers(g, ...shape), dy], { ...same, ...strides(stride) });
export const conv2DBackpropInput = (g: Graph, shape: Edge, filter: Edge, dy: Edge, stride: number): Edge =>
  g.add("Conv2DBackpropInput", [shape, filter, dy], { ...same, ...strides(stride) });

const normalisation = (training: boolean) => ({
  ...float,
  U: attribute.type(FLOAT),
  epsilon: attribute.float(1e-3),
  is_training: attribute.boolean(training),
});

/** Normalises every channel by its mean and variance in the batch, then adds `offset`. */
export function batchNorm(g: Graph, x: Edge, gain: Edge, offset: Edge) {
  const none = floats(g, []);
  const output = g.add("FusedBatchNormV3", [x, gain, offset, none, none], normalisation(true));
  const [mean, variance, ...reserved] = [1, 2, 3, 4, 5].map((index) => outputOf(output, index));
  return { output, mean: mean!, variance: variance!, reserved };
}

/** Gradients of the input and of the offset. */
export function batchNormGrad(g: Graph, dy: Edge, x: Edge, gain: Edge, reserved: Edge[]) {
  const input = g.add("FusedBatchNormGradV3", [dy, x, gain, ...reserved], normalisation(true));
  return { input, offset: outputOf(input, 2) };
}

/** The same normalisation by a given mean and variance. */
export const normalise = (g: Graph, x: Edge, gain: Edge, offset: Edge, mean: Edge, variance: Edge): Edge =>
  g.add("FusedBatchNormV3", [x, gain, offset, mean, variance], normalisation(false));

/** Cross-entropy of every row of `logits`, and its gradient; labels are class ids (int32). */
export function sparseSoftmaxCrossEntropy(g: Graph, logits: Edge, labels: Edge): { losses: Edge; gradient: Edge } {
  const losses = g.add("SparseSoftmaxCrossEntropyWithLogits", [logits, labels], {
    ...float,
    Tlabels: attribute.type(INT32),
  });
  return { losses, gradient: outputOf(losses, 1) };
}

/** The same with a distribution over classes in every row of `labels`. */
export function softmaxCrossEntropy(g: Graph, logits: Edge, labels: Edge): { losses: Edge; gradient: Edge } {
  const losses = g.add("SoftmaxCrossEntropyWithLogits", [logits, labels], float);
  return { losses, gradient: outputOf(losses, 1) };
}
