import type { Output } from "../../tasks/task.ts";
import { bestLogits } from "../label-statistics.ts";
import { pool, project } from "../layers.ts";
import * as op from "../ops.ts";
import type { OutputKind } from "./kind.ts";

/** A distribution over classes, from pooled features; cross-entropy. */
export const classes: OutputKind<Extract<Output, { kind: "class" }>> = {
  stride: null,
  ids: false,
  kernelScale: 0,
  patch: () => null,
  columns: ({ classes }) => classes,
  head: (g, declare, output, { representation }, channels) => [
    (x) => pool(g, x, representation.size, channels),
    (x) => project(g, declare, x, channels, output.classes),
  ],
  start: (labels) => ({ "head/bias": bestLogits(labels, labels.output.classes) }),
  arrange: ({ values, output }) => ({ truth: { values, perRow: output.classes }, weights: null }),
  judge(g, { truth }, output, _, prediction, batch) {
    const { losses, gradient } = op.softmaxCrossEntropy(g, prediction, op.reshape(g, truth, -1, output.classes));
    return { losses, gradient: op.multiply(g, gradient, op.scalar(g, 1 / batch)) };
  },
};
