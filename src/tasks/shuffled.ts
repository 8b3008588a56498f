import { SHUFFLED } from "../domain/task.ts";
import { normalTruth, rgb2sfnorm } from "./rgb2sfnorm.ts";
import type { TaskDefinition } from "./task.ts";

export const shuffled: TaskDefinition = {
  name: SHUFFLED,
  kind: "CONTROL",
  description:
    "Surface normals of another view, drawn at random: what a source is worth that was trained on no information.",
  approximation: null,
  defaultRole: "SOURCE",
  groundTruth: { from: "shuffled", of: normalTruth },
  output: rgb2sfnorm.output,
};
