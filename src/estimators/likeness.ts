import { Matrix } from "ml-matrix";
import { byCodePoint } from "../domain/names.ts";
import type { Scores } from "./scores.ts";

/** How much two tasks of the same profile are taken for one another. */
const MOST = 0.5;

/**
 * How alike tasks are by a prior (0 to 1, by target and source), as a covariance: 1 for a task and itself, else at most a half: the
 * cosine of their profiles, which say how much each goes with every target. Pure.
 */
export function likeness(prior: Scores): { tasks: string[]; alike: Matrix } {
  const targets = [...prior.keys()].sort(byCodePoint);
  const tasks = [...new Set([...targets, ...[...prior.values()].flatMap((scores) => [...scores.keys()])])].sort(
    byCodePoint,
  );
  const goesWith = (task: string, target: string): number =>
    task === target ? 1 : (prior.get(target)!.get(task) ?? prior.get(task)?.get(target) ?? 0);
  const profiles = tasks.map((task) => unit(targets.map((target) => goesWith(task, target))));
  const cosine = (a: number, b: number): number =>
    profiles[a]!.reduce((sum, value, i) => sum + value * profiles[b]![i]!, 0);
  const alike = new Matrix(tasks.map((_, a) => tasks.map((_, b) => (a === b ? 1 : MOST * cosine(a, b)))));
  return { tasks, alike };
}

function unit(vector: number[]): number[] {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}
