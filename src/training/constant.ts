import { loadBackend } from "./backend.ts";
import type { Labels, Shape } from "./data.ts";
import { declareTarget, type Split } from "./feeds.ts";
import { Graph } from "./graph.ts";
import { chain } from "./layers.ts";
import * as op from "./ops.ts";
import { kindOf } from "./outputs/kinds.ts";
import { assignAll, ParameterSet, size } from "./parameters.ts";
import { openSession } from "./session.ts";

/**
 * The loss of every test image under the best constant of the training labels: what a head predicts before its first step, where its kernel is 0. Null
 * for an output without such a start.
 */
export async function constantLosses(labels: Record<Split, Labels>, shape: Shape): Promise<Float32Array | null> {
  const { train, test } = labels;
  const { output } = train;
  const kind = kindOf(output);
  if (kind.kernelScale > 0) return null;

  const graph = new Graph();
  const { declare, all: parameters } = new ParameterSet(graph, "constant");
  const features = op.placeholder(graph);
  const { output: prediction } = chain(features, kind.head(graph, declare, output, shape, 1));
  const target = declareTarget(graph, { train: test, test }, shape);
  const { losses } = kind.judge(graph, target, output, shape, prediction, 1);
  const start = assignAll(graph, parameters);

  const session = await openSession(await loadBackend(), graph);
  try {
    const first = kind.start(train, shape);
    const values = parameters.map((parameter) => ({
      values: first[parameter.name] ?? new Float32Array(size(parameter)),
      shape: parameter.shape,
    }));
    session.run(Object.fromEntries(parameters.map(({ initial }, i) => [initial, values[i]!])), [start]);
    const side = shape.representation.size;
    const nothing = { values: new Float32Array(side * side), shape: [1, side, side, 1] };
    return Float32Array.from({ length: test.values.length / test.perView }, (_, image) => {
      return session.run({ [features]: nothing, ...target.feeds("test", [image]) }, [losses])[0]![0]!;
    });
  } finally {
    session.close();
  }
}
