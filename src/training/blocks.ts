import { type Convolution, convolution, leakyUnit, type Normalisation } from "./convolution.ts";
import type { Edge, Graph } from "./graph.ts";
import { chain, type Declare, type Layer } from "./layers.ts";
import * as op from "./ops.ts";

/** A residual block (He et al. 2016): the sum of a branch of convolutions and of the input, or of its convolution `shortcut`, then a leaky unit. */
export interface Residual {
  branch: Convolution[];
  /** Where the block changes the map's size or channels. */
  shortcut?: Convolution;
  channels: number;
}

export type Block = Convolution | Residual;

/** Blocks one after another. `input`: batch x height x width x inChannels. */
export function stack(
  g: Graph,
  declare: Declare,
  blocks: Block[],
  input: Edge,
  inChannels: number,
  normalisation: Normalisation,
): Layer {
  const makers = blocks.flatMap((block, i) => {
    const from = blocks[i - 1]?.channels ?? inChannels;
    if (!("branch" in block)) return convolution(g, declare, block, from, normalisation);
    return [(x: Edge) => sum(g, declare, block, x, from, normalisation), (x: Edge) => leakyUnit(g, x)];
  });
  return chain(input, makers);
}

function sum(g: Graph, declare: Declare, block: Residual, input: Edge, from: number, normalisation: Normalisation) {
  const branch = stack(g, declare, block.branch, input, from, normalisation);
  const shortcut = stack(g, declare, block.shortcut ? [block.shortcut] : [], input, from, normalisation);
  return {
    output: op.add(g, branch.output, shortcut.output),
    back: (gradient: Edge) => op.add(g, branch.back(gradient), shortcut.back(gradient)),
  };
}
