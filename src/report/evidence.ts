import type { MeasuredEdge } from "../analysis/resampled-edges.ts";
import type { Coverage } from "../domain/coverage.ts";
import type { TaskKind } from "../domain/task.ts";
import type { ProgramEdge } from "../solver/program.ts";
import type { Renewed } from "./renewed.ts";

/** What an experiment found: its edges that have an affinity, self edges and controls included. */
export interface Run {
  id: string;
  edges: ProgramEdge[];
}

export interface Provenance {
  codeVersion: string | null;
  dataHash: string | null;
}

/** The same experiment again with other seeds, all of its orders or the first ones. */
export interface Repeat extends Run {
  renewed: Renewed;
}

/** The same experiment with representations of another size. */
export interface Resized extends Run {
  size: string;
}

export type KindOf = (task: string) => TaskKind;

/** What held-out figures are computed from. */
export interface TestLosses {
  edges: MeasuredEdge[];
  /** By target: the losses of the scratch baseline. */
  scratch: Map<string, Float32Array>;
  /** The scene of each test image. */
  scenes: string[];
}

/** All that a report is computed from. */
export interface Evidence {
  own: Run;
  /** Version of the code that trained it, and hash of its data; null of what was imported. */
  provenance: Provenance;
  repeats: Repeat[];
  /** The experiment on less data that this one ranks, or null. */
  smaller: Run | null;
  /** The experiment and others, by the size of their representations; empty where none is compared. */
  resized: Resized[];
  /** The paper's tables: transfers trained on 16k images and on 1k. */
  published: { large: ProgramEdge[]; small: ProgramEdge[] };
  kindOf: KindOf;
  /** By task: share of test images on which its network beats the best constant prediction. Those not measured are left out. */
  vsConstant: Map<string, number>;
  /** Null where no losses are stored, with the reason. */
  losses: TestLosses | { missing: string };
  /** Where a training budget chose which first-order transfers there are: how many of them there are. Null: all. */
  chosen: Coverage | null;
  seed: number;
}

/** The experiment and its repeats. */
export const runsOf = ({ own, repeats }: Evidence): Run[] => [own, ...repeats];
