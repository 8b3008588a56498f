import { isControlTask } from "../domain/control.ts";
import { byCodePoint } from "../domain/names.ts";
import type { ProgramEdge } from "../solver/program.ts";

/** What a task's vector holds for each target. */
export const VECTOR_KINDS = ["rank", "affinity"] as const;
export type VectorKind = (typeof VECTOR_KINDS)[number];

/** How tasks transfer out: a row a source, a column a target. */
export interface TransferVectors {
  /** Sources, sorted. */
  tasks: string[];
  /** Sorted. */
  targets: string[];
  rows: number[][];
  /** Entries without a transfer, set to the median of their target. */
  filled: number;
}

/**
 * First-order transfers as vectors, `random` and `shuffled` left out. `rank`: 0 the worst source of the target, 1 the best, ties at their mean;
 * `affinity`: as it is. t -> t is the readout from its own encoder, the self edge where there is none.
 */
export function transferVectors(edges: ProgramEdge[], kind: VectorKind): TransferVectors {
  const first = edges.filter(({ order, sources }) => order === 1 && !isControlTask(sources[0]!));
  const tasks = [...new Set(first.map(({ sources }) => sources[0]!))].sort(byCodePoint);
  const targets = [...new Set(first.map(({ target }) => target))].sort(byCodePoint);
  const found = new Map<string, number>();
  // Self edges first, so that the readout from the own encoder replaces them.
  for (const { sources, target, affinity } of [...first].sort((a, b) => Number(b.self) - Number(a.self))) {
    found.set(`${sources[0]}>${target}`, affinity);
  }
  let filled = 0;
  const columns = targets.map((target) => {
    const given = tasks.map((task) => found.get(`${task}>${target}`) ?? null);
    const present = given.filter((value) => value !== null);
    const values = kind === "rank" ? percentileRanks(present) : present;
    const middle = median(values);
    filled += given.length - present.length;
    let next = 0;
    return given.map((value) => (value === null ? middle : values[next++]!));
  });
  return { tasks, targets, rows: tasks.map((_, i) => columns.map((column) => column[i]!)), filled };
}

/** 0 for the lowest, 1 for the highest, equal ones at their mean; 1/2 for a single one. */
export function percentileRanks(values: number[]): number[] {
  if (values.length === 1) return [0.5];
  return ranksOf(values).map((rank) => (rank - 1) / (values.length - 1));
}

/** 1 for the lowest; equal ones share the mean of their ranks. */
export function ranksOf(values: number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  const mean = new Map<number, number>();
  for (let i = 0; i < sorted.length; ) {
    let end = i + 1;
    while (sorted[end] === sorted[i]) end++;
    mean.set(sorted[i]!, (i + 1 + end) / 2);
    i = end;
  }
  return values.map((value) => mean.get(value)!);
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
