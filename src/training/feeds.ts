import type { Labels, Rows, Shape } from "./data.ts";
import { type Edge, FLOAT, type Graph, INT32 } from "./graph.ts";
import { isMasked } from "./label-statistics.ts";
import { headShape } from "./networks.ts";
import * as op from "./ops.ts";
import type { Truth } from "./outputs/kind.ts";
import { kindOf } from "./outputs/kinds.ts";
import type { Feed } from "./session.ts";
import { type Statistics, standardise } from "./standardise.ts";
import { gather } from "./targets.ts";

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

/** Places a target in the graph: test losses weigh by the test images, so that all networks are judged by one measure. */
export function declareTarget(graph: Graph, labels: Record<Split, Labels>, shape: Shape): Fed & Truth {
  const { output } = labels.train;
  const kind = kindOf(output);
  const head = headShape(shape, output);
  const masked = isMasked(labels.train) || isMasked(labels.test);
  const targets = {
    train: kind.arrange(labels.train, head, masked),
    test: kind.arrange(labels.test, head, masked),
  };
  const truth = op.placeholder(graph, kind.ids ? INT32 : FLOAT);
  const weights = targets.train.weights && op.placeholder(graph);
  return {
    truth,
    weights,
    feeds(split, indices) {
      const of = targets[split];
      return {
        [truth]: flat(gather(of.truth, indices)),
        ...(weights && { [weights]: flat(gather(of.weights!, indices)) }),
      };
    },
  };
}

const flat = (values: Feed["values"]): Feed => ({ values, shape: [values.length] });
