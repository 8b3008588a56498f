import type { Output } from "../../tasks/task.ts";
import type { Labels, Shape } from "../data.ts";
import type { Edge, Graph } from "../graph.ts";
import type { Declare, Layer } from "../layers.ts";
import type { Targets } from "../targets.ts";

/** Ground truth of a batch in the graph, flat: the numbers that `arrange` makes. */
export interface Truth {
  truth: Edge;
  weights: Edge | null;
}

/** The loss of every image, and the gradient of their sum / batch with respect to the prediction. */
interface Judged {
  losses: Edge;
  gradient: Edge;
}

export type LabelsOf<O extends Output> = Labels & { output: O };

/** All that training does differently for one kind of output. */
export interface OutputKind<O extends Output> {
  /** How many pixels of the image are one of the prediction, which a decoder may go up to; null where heads work at the representation's size. */
  stride: number | null;
  /**
   * What a row of the prediction is: a square patch of a map, `side` pixels of `channels` numbers, channel by channel or pixel by pixel;
   * null where the head pools and a row is an image.
   */
  patch(output: O, shape: Shape): { side: number; channels: number; channelsFirst: boolean } | null;
  /** Numbers in a row of the prediction: one row a position of the representation, or an image where the head pools. */
  columns(output: O, shape: Shape): number;
  /** The layers from the last feature map (`channels`) to the prediction. */
  head(g: Graph, declare: Declare, output: O, shape: Shape, channels: number): ((x: Edge) => Layer)[];
  /** Deviation of the head's first kernel, relative to that of other kernels; at 0 training starts from the best constant. */
  kernelScale: number;
  /** Values before the first step of parameters of the head; others start by the rule of all networks. */
  start(labels: LabelsOf<O>, shape: Shape): Record<string, Float32Array>;
  /**
   * Labels of some images as training feeds them. Weights that follow from statistics take them from these labels: those of the test images
   * make the measure that all networks, readouts and baselines are judged by. `masked`: some pixel, here or in another split, is invalid.
   */
  arrange(labels: LabelsOf<O>, shape: Shape, masked: boolean): Targets;
  /** Whether the truth is class ids (int32). */
  ids: boolean;
  judge(g: Graph, truth: Truth, output: O, shape: Shape, prediction: Edge, batch: number): Judged;
}
