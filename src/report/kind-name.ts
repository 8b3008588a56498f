import type { TaskKind } from "../domain/task.ts";

const NAMES: Record<TaskKind, string> = {
  TWO_D: "2D",
  THREE_D: "3D",
  MULTI_VIEW: "multi-view",
  SEMANTIC: "semantic",
  CONTROL: "control",
  OTHER: "other",
};

export const kindName = (kind: TaskKind): string => NAMES[kind];
