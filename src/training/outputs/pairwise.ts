import type { Edge, Graph } from "../graph.ts";
import * as op from "../ops.ts";

/** Added to squared distances: keeps clear of log 0. */
const EPSILON = 0.01;

/**
 * Metric loss between two sets of `count` vectors of every image (Fathi et al. 2017, "Semantic instance segmentation via deep metric learning").
 * Two pixels at the squared distance d are taken for one segment with probability 2 / (1 + exp(d)); the loss is the cross-entropy over all pairs,
 * where the pairs of one segment (`same` is 1) weigh as much in all as the others. Even odds for every pair cost log 2.
 *
 * `a`, `b`: batch x count x dimensions; `same`: batch x count x count. Also the gradients of the sum of losses / `batch`.
 */
export function pairwiseLoss(g: Graph, a: Edge, b: Edge, same: Edge, count: number, batch: number) {
  const one = op.scalar(g, 1);
  const two = op.scalar(g, 2);
  const other = op.subtract(g, one, same);
  const weightOfSame = halfInAll(g, same);
  const weightOfOther = halfInAll(g, other);

  const squares = (x: Edge): Edge => op.sum(g, op.multiply(g, x, x), 2);
  const sums = op.add(g, op.reshape(g, squares(a), -1, count, 1), op.reshape(g, squares(b), -1, 1, count));
  const products = op.batchMatMul(g, a, b, { b: true });
  const exact = op.relu(g, op.subtract(g, sums, op.multiply(g, two, products)));
  const distance = op.add(g, exact, op.scalar(g, EPSILON));

  // With e = exp(-d) the probability is 2e / (1 + e), that of two segments (1 - e) / (1 + e).
  const e = op.exponential(g, op.negate(g, distance));
  const common = op.log1p(g, e);
  const costOfSame = op.add(g, common, op.subtract(g, distance, op.scalar(g, Math.LN2)));
  const costOfOther = op.subtract(g, common, op.log1p(g, op.negate(g, e)));
  const costs = op.add(g, op.multiply(g, weightOfSame, costOfSame), op.multiply(g, weightOfOther, costOfOther));

  // By d: 1 / (1 + e), and -2e / (1 - e^2).
  const slopeOfSame = op.divide(g, weightOfSame, op.add(g, one, e));
  const steep = op.divide(g, op.multiply(g, two, e), op.subtract(g, one, op.multiply(g, e, e)));
  const slope = op.subtract(g, slopeOfSame, op.multiply(g, weightOfOther, steep));
  // By d = |x - y|^2 of every pair: 2 (x - y).
  const scaled = op.multiply(g, slope, op.scalar(g, 2 / batch));
  const pull = (x: Edge, total: Edge, partners: Edge): Edge =>
    op.subtract(g, op.multiply(g, x, op.reshape(g, total, -1, count, 1)), partners);
  return {
    losses: op.sum(g, costs, 1, 2),
    ofA: pull(a, op.sum(g, scaled, 2), op.batchMatMul(g, scaled, b)),
    ofB: pull(b, op.sum(g, scaled, 1), op.batchMatMul(g, scaled, a, { a: true })),
  };
}

/** Equal weights that sum to one half in every image, for the pairs that are 1; all 0 in an image without any. */
function halfInAll(g: Graph, pairs: Edge): Edge {
  const count = op.reshape(g, op.maximum(g, op.sum(g, pairs, 1, 2), op.scalar(g, 1)), -1, 1, 1);
  return op.divide(g, pairs, op.multiply(g, count, op.scalar(g, 2)));
}
