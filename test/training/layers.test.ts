import { expect, test } from "vitest";
import { loadBackend } from "../../src/training/backend.ts";
import { type Block, stack } from "../../src/training/blocks.ts";
import { Graph } from "../../src/training/graph.ts";
import { mergeViews, pool, project, rescale } from "../../src/training/layers.ts";
import * as op from "../../src/training/ops.ts";
import { assignAll, ParameterSet, size } from "../../src/training/parameters.ts";
import { openSession } from "../../src/training/session.ts";
import { noise } from "./fixtures.ts";

const CONVOLUTIONS: Block[] = [
  { name: "a", kernel: 5, stride: 2, channels: 4, end: "unit" },
  { name: "b", kernel: 3, stride: 1, channels: 3, end: "bias" },
];
/** The same size and channels at the end, by a residual block that halves, one that does not, and a transposed convolution. */
const RESIDUAL: Block[] = [
  {
    branch: [
      { name: "a1", kernel: 3, stride: 2, channels: 2, end: "unit" },
      { name: "a2", kernel: 1, stride: 1, channels: 4, end: "normal" },
    ],
    shortcut: { name: "s", kernel: 1, stride: 2, channels: 4, end: "normal" },
    channels: 4,
  },
  { branch: [{ name: "b", kernel: 3, stride: 1, channels: 4, end: "normal" }], channels: 4 },
  { name: "c", kernel: 3, stride: 2, channels: 2, transposed: true, end: "unit" },
  { name: "d", kernel: 3, stride: 2, channels: 3, end: "bias" },
];

test.each([
  ["plain", CONVOLUTIONS, false],
  ["pooled", CONVOLUTIONS, true],
  ["residual and transposed", RESIDUAL, false],
])("gradients of every parameter are slopes of the output: %s", async (_, blocks, pooled) => {
  const graph = new Graph();
  const { declare, all: parameters } = new ParameterSet(graph, "m");
  const input = op.placeholder(graph);
  const body = stack(graph, declare, blocks, input, 2, { blend: op.scalar(graph, 0.5) });
  const pooling = pooled ? pool(graph, body.output, 4, 3) : null;
  const rows = project(graph, declare, pooling?.output ?? body.output, 3, 2);
  const head = rescale(graph, declare, rows.output, 2);
  // The sum of squares / 2, whose gradient is the output itself.
  const squares = op.sum(graph, op.multiply(graph, head.output, head.output), 0, 1);
  const inner = rows.back(head.back(head.output));
  body.back(pooling?.back(inner) ?? inner);
  const start = assignAll(graph, parameters);
  const session = await openSession(await loadBackend(), graph);
  const image = { [input]: { values: noise(8 * 8 * 2, "image").map((v) => v - 0.5), shape: [1, 8, 8, 2] } };
  const weights = parameters.map((parameter) => noise(size(parameter), parameter.name).map((v) => v - 0.5));
  const lossAt = (values: Float32Array[]): number => {
    session.run(Object.fromEntries(parameters.map((p, i) => [p.initial, { values: values[i]!, shape: p.shape }])), [
      start,
    ]);
    return session.run(image, [squares])[0]![0]! / 2;
  };

  lossAt(weights);
  const gradients = session.run(
    image,
    parameters.map((p) => p.gradient ?? p.value),
  );
  for (const [i, parameter] of parameters.entries()) {
    if (parameter.gradient === undefined) continue;
    const direction = noise(size(parameter), "direction", i).map((v) => v - 0.5);
    const moved = (step: number) => weights.map((w, j) => (j === i ? w.map((v, k) => v + step * direction[k]!) : w));
    const slope = (lossAt(moved(2e-3)) - lossAt(moved(-2e-3))) / 4e-3;
    const predicted = gradients[i]!.reduce((total, g, k) => total + g * direction[k]!, 0);
    // Central differences in float32, with kinks of the ReLU.
    expect(Math.abs(predicted - slope), parameter.name).toBeLessThan(0.02 * Math.abs(slope) + 0.005);
  }
  session.close();
});

test("views side by side: each example's channels, view after view; the way back is the transposed way", async () => {
  const graph = new Graph();
  const input = op.placeholder(graph);
  const gradient = op.placeholder(graph);
  const { output, back } = mergeViews(graph, input, 3, 2, 2);
  const returned = back(gradient);
  const session = await openSession(await loadBackend(), graph);
  const at = (values: Float32Array) => ({ [input]: { values, shape: [6, 2, 2, 2] } });
  // Two examples of three views: number 8 * (2 * view + example) + 2 * pixel + channel.
  const numbers = Float32Array.from({ length: 48 }, (_, i) => i);
  const [merged] = session.run(at(numbers), [output]);
  for (const [i, value] of merged!.entries()) {
    const [example, pixel, view, channel] = [Math.floor(i / 24), Math.floor(i / 6) % 4, Math.floor(i / 2) % 3, i % 2];
    expect(value).toBe(8 * (2 * view + example) + 2 * pixel + channel);
  }
  // The slope of <w, merged> along a direction is that of the gradient w brought back: both are linear, so any step will do.
  const weights = noise(48, "weights");
  const direction = noise(48, "direction");
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
  const of = (values: Float32Array) => dot(weights, session.run(at(values), [output])[0]!);
  const slope = (of(numbers.map((v, i) => v + direction[i]!)) - of(numbers.map((v, i) => v - direction[i]!))) / 2;
  const [brought] = session.run({ [gradient]: { values: weights, shape: [2, 2, 2, 6] } }, [returned]);
  session.close();
  expect(dot(brought!, direction)).toBeCloseTo(slope, 3);
});
