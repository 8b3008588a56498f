import { isAbsolute } from "node:path";
import { badInput } from "../domain/errors.ts";
import type { NewExperiment } from "../domain/experiment.ts";
import { checkName } from "../domain/names.ts";
import { PRESETS } from "../domain/presets.ts";
import type { Settings } from "../domain/settings.ts";
import { type ExperimentTask, RANDOM } from "../domain/task.ts";
import type { CreateExperimentInput, ExperimentTaskInput } from "../schema/create-experiment-input.ts";
import { TASKS } from "../tasks/registry.ts";
import { unknownTask } from "./known-tasks.ts";

/** The experiment that an input describes. Pure. BAD_INPUT, NOT_FOUND for an unknown task. */
export function newExperiment(input: CreateExperimentInput): NewExperiment {
  const preset = Object.hasOwn(PRESETS, input.preset) ? PRESETS[input.preset] : undefined;
  if (preset === undefined) {
    throw badInput(`preset ${JSON.stringify(input.preset)}: allowed are ${Object.keys(PRESETS).join(", ")}`);
  }
  const tasks = input.tasks ?? [...TASKS.keys()].map((task): ExperimentTaskInput => ({ task }));
  return {
    id: checkName(input.id, "experiment"),
    title: input.title ?? null,
    preset: input.preset,
    seed: input.seed ?? 1,
    settings: settingsOf(preset, input),
    tasks: checkRoles(tasks.map(experimentTask)),
  };
}

function settingsOf(preset: Settings, { dataset, maxOrder }: CreateExperimentInput): Settings {
  if (dataset != null && !isAbsolute(dataset)) {
    throw badInput(`dataset ${JSON.stringify(dataset)}: an absolute path is allowed`);
  }
  const highest = Math.max(1, ...Object.keys(preset.beam).map(Number));
  if (maxOrder != null && !(maxOrder >= 1 && maxOrder <= highest)) {
    throw badInput(`maxOrder: ${maxOrder} is not allowed, with this preset 1 to ${highest} are`);
  }
  return {
    ...preset,
    dataset: dataset == null ? preset.dataset : { kind: "folder", path: dataset },
    maxOrder: maxOrder ?? preset.maxOrder,
  };
}

function experimentTask({ task, role, labelCost, importance }: ExperimentTaskInput): ExperimentTask {
  const definition = TASKS.get(task);
  if (definition === undefined) throw unknownTask(task, TASKS.keys());
  return {
    task,
    role: role ?? definition.defaultRole,
    labelCost: nonNegative(labelCost ?? 1, `labelCost of ${task}`),
    importance: nonNegative(importance ?? 1, `importance of ${task}`),
  };
}

function nonNegative(value: number, what: string): number {
  if (value >= 0) return value;
  throw badInput(`${what}: ${value} is not allowed, a non-negative number is`);
}

function checkRoles(tasks: ExperimentTask[]): ExperimentTask[] {
  const names = tasks.map(({ task }) => task);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw badInput(`tasks: ${twice} is named twice`);
  if (tasks.some(({ task, role }) => task === RANDOM && role !== "SOURCE")) {
    throw badInput(`tasks: ${RANDOM} has no labels, its role may only be SOURCE`);
  }
  const roles = tasks.map(({ role }) => role);
  if (roles.every((role) => role === "SOURCE")) throw badInput("tasks: at least one must be TARGET or BOTH");
  if (roles.every((role) => role === "TARGET")) throw badInput("tasks: at least one must be SOURCE or BOTH");
  return tasks;
}
