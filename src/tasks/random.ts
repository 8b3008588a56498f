import { RANDOM } from "../domain/task.ts";
import type { TaskDefinition } from "./task.ts";

export const random: TaskDefinition = {
  name: RANDOM,
  kind: "CONTROL",
  description: "A frozen encoder with random weights: what a source is worth that has learnt nothing.",
  approximation: null,
  defaultRole: "SOURCE",
  groundTruth: null,
  output: null,
};
