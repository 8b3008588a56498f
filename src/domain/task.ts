/** The kinds of method section 7; CONTROL is a source that learns nothing of images, OTHER an imported task of unknown kind. */
export const TASK_KINDS = ["TWO_D", "THREE_D", "MULTI_VIEW", "SEMANTIC", "CONTROL", "OTHER"] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** What a task may be in an experiment. */
export const TASK_ROLES = ["SOURCE", "TARGET", "BOTH"] as const;
export type TaskRole = (typeof TASK_ROLES)[number];

/** A task as the graph stores it. */
export interface TaskRecord {
  name: string;
  kind: TaskKind;
  description: string;
  /** Where its ground truth departs from the original, or null. */
  approximation: string | null;
}

/** A task's part in one experiment (`USES`). */
export interface ExperimentTask {
  task: string;
  role: TaskRole;
  /** Cost of labelling it, a non-negative number; 1 by default. */
  labelCost: number;
  /** Weight of it as a target, a non-negative number; 1 by default. */
  importance: number;
}

/** The source-only controls: a frozen encoder with random weights, and one trained on the labels of other views (method section 8). */
export const RANDOM = "random";
export const SHUFFLED = "shuffled";
