import type { Objective } from "../domain/objective.ts";

/** A computed transfer, as the program sees it. */
export interface ProgramEdge {
  target: string;
  /** Sorted by code point; a self edge's only source is its target. */
  sources: string[];
  order: number;
  self: boolean;
  control: boolean;
  affinity: number;
  gain: number | null;
  quality: number | null;
}

/** A question to the program (method section 4). */
export interface ProgramInput {
  edges: ProgramEdge[];
  /** Tasks known besides those of the edges: they may be named, too. */
  tasks?: string[];
  /** Sum of the label costs that may be spent, a non-negative number. */
  budget: number;
  maxOrder: number;
  objective: Objective;
  /** By task; 1 where left out. */
  labelCosts: Record<string, number>;
  /** By target; 1 where left out. */
  importance: Record<string, number>;
  /** Exactly one edge is chosen into each; every target of `edges` where left out. */
  targets?: string[];
  /** Only these tasks may be sources, for self edges too; all where left out. */
  sources?: string[];
  /** `a` buys the label of a; `a+b>t` chooses that edge; `t>t` is the self edge. */
  force: string[];
  forbid: string[];
  /** Whether edges from the random control may be chosen. */
  withRandom: boolean;
  /** Seconds, or null for as long as the proof takes. */
  timeLimit: number | null;
}

/** A number by task, 1 where left out. A task may have any name, `constructor` too. */
export const numberOf = (numbers: Record<string, number>, task: string): number =>
  Object.hasOwn(numbers, task) ? numbers[task]! : 1;

/** A checked program: what is left to choose, in canonical order, so that an answer does not depend on the order of the input. */
export interface Program {
  /** Sorted by code point. */
  targets: string[];
  /** Tasks whose label may be bought, sorted by code point. */
  sources: string[];
  /** Label cost of each source. */
  costs: number[];
  /** By target, dominated edges left out; best first, ties by order, then by sources. */
  choices: Choice[][];
  /** Indices of sources that must be bought. */
  bought: number[];
  budget: number;
}

export interface Choice {
  edge: ProgramEdge;
  /** Indices into the program's sources. */
  sources: number[];
  /** Importance of the target times the value of the edge. */
  weight: number;
}
