import type { Labels, Shape } from "./data.ts";
import type { Edge, Graph } from "./graph.ts";
import { balance, isMasked } from "./label-statistics.ts";
import { declareTruth, headColumns, type Truth } from "./losses.ts";
import * as op from "./ops.ts";
import type { Feed } from "./session.ts";
import { type Statistics, standardise } from "./standardise.ts";
import { arrange, gather, type Rows, type Targets } from "./targets.ts";

export type Split = "train" | "test";

/** Maps of `side x side x channels` for the training and the test images. */
export interface Input {
  train: Rows;
  test: Rows;
  side: number;
  channels: number;
  statistics: Statistics;
}

/** Something of a graph that is fed with the rows of some images. */
interface Fed {
  feeds(split: Split, indices: ArrayLike<number>): Record<Edge, Feed>;
}

/** Places an input in the graph; `edge` is its standardised form. */
export function declareInput(graph: Graph, input: Input): Fed & { edge: Edge; channels: number } {
  const { side, channels, statistics } = input;
  const raw = op.placeholder(graph);
  return {
    edge: standardise(graph, raw, statistics),
    channels,
    feeds: (split, indices) => ({
      [raw]: { values: gather(input[split], indices), shape: [indices.length, side, side, channels] },
    }),
  };
}

/** Places a target in the graph. Test losses weigh classes by the test images, so that all networks are judged by one measure. */
export function declareTarget(graph: Graph, labels: Record<Split, Labels>, shape: Shape): Fed & Truth {
  const { output } = labels.train;
  const masked = isMasked(labels.train) || isMasked(labels.test);
  const targets = {
    train: arrangeBalanced(labels.train, shape, masked),
    test: arrangeBalanced(labels.test, shape, masked),
  };
  const truth = declareTruth(graph, output, targets.train.weights !== null);
  const columns = headColumns(output, shape);
  return {
    ...truth,
    feeds(split, indices) {
      const values = gather(targets[split].truth, indices);
      const size = output.kind === "segmentation" ? [values.length] : [values.length / columns, columns];
      if (truth.weights === null) return { [truth.truth]: { values, shape: size } };
      const weights = gather(targets[split].weights!, indices);
      return {
        [truth.truth]: { values, shape: size },
        [truth.weights]: { values: weights, shape: [weights.length] },
      };
    },
  };
}

const arrangeBalanced = (labels: Labels, shape: Shape, masked: boolean): Targets =>
  arrange(labels, shape, masked, labels.output.kind === "segmentation" ? balance(labels, labels.output.classes) : null);
