import { isAbsolute } from "node:path";
import { checkAmount } from "../domain/amount.ts";
import { isControlTask } from "../domain/control.ts";
import { badInput } from "../domain/errors.ts";
import type { NewExperiment } from "../domain/experiment.ts";
import { checkName } from "../domain/names.ts";
import { PRESETS, type Preset, type PresetSettings } from "../domain/presets.ts";
import type { Settings, TrainingBudget } from "../domain/settings.ts";
import type { ExperimentTask, TaskRole } from "../domain/task.ts";
import { unknownTask } from "../domain/unknown-name.ts";
import { TASKS } from "../tasks/registry.ts";

/** What users say of a new experiment; what they leave out is the preset's. */
export interface ExperimentRequest {
  id: string;
  preset: string;
  title?: string | null;
  /** Of encoders and readouts, where `seeds` names no other. */
  seed?: number | null;
  seeds?: SeedsRequest | null;
  /** Absolute path, on the workers' machine, of a data set in one of the layouts of docs/data.md. */
  dataset?: string | null;
  tasks?: TaskRequest[] | null;
  maxOrder?: number | null;
  /** Height and width of a representation, 4, 8 or 16; the preset's where left out. */
  representationSize?: number | null;
  /** Exactly one of the two; all first-order transfers are trained where left out. */
  trainingBudget?: { share?: number | null; minutes?: number | null } | null;
}

/** Where parts of the random numbers come from, so that the noise of each can be told apart. */
interface SeedsRequest {
  /** Generated scenes; the preset's where left out. */
  scenes?: number | null;
  encoders?: number | null;
  /** Readouts and scratch baselines. */
  readouts?: number | null;
}

interface TaskRequest {
  task: string;
  role?: TaskRole | null;
  labelCost?: number | null;
  importance?: number | null;
}

/** The experiment that a request describes, and those that it ranks. Pure. BAD_INPUT, NOT_FOUND for an unknown task. */
export function newExperiment(request: ExperimentRequest): { experiment: NewExperiment; ranked: NewExperiment[] } {
  const preset = presetOf(request.preset);
  const tasks = request.tasks ?? preset.tasks.map((task): TaskRequest => ({ task }));
  const settings = settingsOf(preset.settings, request);
  const experiment = {
    id: checkName(request.id, "experiment"),
    title: request.title ?? null,
    preset: request.preset,
    seed: request.seed ?? 1,
    settings,
    tasks: checkRoles(tasks.map(experimentTask)),
  };
  if (preset.smaller === undefined) return { experiment, ranked: [] };
  const { readout, maxOrder } = preset.smaller;
  const smaller = {
    ...experiment,
    id: checkName(`${request.id}_${readout.images}`, "experiment"),
    settings: { ...settings, readout, maxOrder: Math.min(maxOrder, settings.maxOrder) },
    rankedBy: request.id,
  };
  return { experiment, ranked: [smaller] };
}

function presetOf(name: string): Preset {
  if (Object.hasOwn(PRESETS, name)) return PRESETS[name as keyof typeof PRESETS];
  throw badInput(`preset ${JSON.stringify(name)}: allowed are ${Object.keys(PRESETS).join(", ")}`);
}

function settingsOf(preset: PresetSettings, request: ExperimentRequest): Settings {
  const { dataset, maxOrder, seed, seeds } = request;
  if (dataset != null && !isAbsolute(dataset)) {
    throw badInput(`dataset ${JSON.stringify(dataset)}: an absolute path is allowed`);
  }
  const highest = Math.max(1, ...Object.keys(preset.beam).map(Number));
  if (maxOrder != null && !(maxOrder >= 1 && maxOrder <= highest)) {
    throw badInput(`maxOrder: ${maxOrder} is not allowed, with this preset 1 to ${highest} are`);
  }
  if (dataset != null && seeds?.scenes != null) {
    throw badInput("seeds.scenes: a data set in a folder has no scenes to generate");
  }
  const { encoders, readouts } = seeds ?? {};
  return {
    ...preset,
    representation: representationOf(preset, request),
    dataset: datasetOf(preset.dataset, request),
    seeds: { encoders: encoders ?? seed ?? preset.seeds.encoders, readouts: readouts ?? seed ?? preset.seeds.readouts },
    maxOrder: maxOrder ?? preset.maxOrder,
    ...(request.trainingBudget && { trainingBudget: trainingBudgetOf(request.trainingBudget) }),
  };
}

function datasetOf(preset: PresetSettings["dataset"], request: ExperimentRequest): Settings["dataset"] {
  if (request.dataset != null) return { kind: "folder", path: request.dataset };
  if (preset === null) throw badInput(`dataset: preset ${request.preset} needs the folder of a copy of the real data`);
  return { ...preset, seed: request.seeds?.scenes ?? preset.seed };
}

/** At least 4, which leaves an embedding its pairs, and at most 16, a quarter of the image, where colours are predicted. */
function representationOf(
  { representation, architecture }: PresetSettings,
  { representationSize: size }: ExperimentRequest,
) {
  if (size == null) return representation;
  const allowed = architecture === "resnet50" ? [representation.size] : [4, 8, 16];
  if (!allowed.includes(size)) {
    throw badInput(`representationSize: ${size} is not allowed, with this preset ${allowed.join(", ")} are`);
  }
  return { ...representation, size };
}

function trainingBudgetOf({ share, minutes }: NonNullable<ExperimentRequest["trainingBudget"]>): TrainingBudget {
  if (share != null && minutes == null && share > 0 && share <= 1) return { share };
  if (minutes != null && share == null && minutes > 0) return { minutes };
  const given = JSON.stringify({ share, minutes });
  throw badInput(`trainingBudget ${given}: either a share, above 0 to 1, or minutes, above 0, are allowed`);
}

function experimentTask({ task, role, labelCost, importance }: TaskRequest): ExperimentTask {
  const definition = TASKS.get(task);
  if (definition === undefined) throw unknownTask(task, TASKS.keys());
  return {
    task,
    role: role ?? definition.defaultRole,
    labelCost: checkAmount(labelCost ?? 1, `labelCost of ${task}`),
    importance: checkAmount(importance ?? 1, `importance of ${task}`),
  };
}

function checkRoles(tasks: ExperimentTask[]): ExperimentTask[] {
  const names = tasks.map(({ task }) => task);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw badInput(`tasks: ${twice} is named twice`);
  const served = tasks.find(({ task, role }) => isControlTask(task) && role !== "SOURCE");
  if (served !== undefined) throw badInput(`tasks: ${served.task} is a control, its role may only be SOURCE`);
  const roles = tasks.map(({ role }) => role);
  if (roles.every((role) => role === "SOURCE")) throw badInput("tasks: at least one must be TARGET or BOTH");
  if (roles.every((role) => role === "TARGET")) throw badInput("tasks: at least one must be SOURCE or BOTH");
  return tasks;
}
