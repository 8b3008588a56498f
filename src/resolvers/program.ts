import { badInput } from "../domain/errors.ts";
import type { Experiment } from "../domain/experiment.ts";
import { unknownTask } from "../domain/unknown-name.ts";
import type { TaskNumber, TaxonomyInput } from "../schema/taxonomy-input.ts";
import type { ProgramInput } from "../solver/program.ts";
import type { Edge } from "./current-edges.ts";

/** Seconds that a request may keep a core busy: unless asked otherwise, and at most. */
const TIME_LIMIT = 60;
const MAX_TIME_LIMIT = 300;

/** The question to the program that a query asks; costs and importances not given are the experiment's. Pure. BAD_INPUT, NOT_FOUND. */
export function programOf(
  { tasks }: Experiment,
  edges: Edge[],
  { budget, maxOrder, input }: { budget: number; maxOrder: number; input: TaxonomyInput },
): ProgramInput {
  const timeLimit = input.timeLimit ?? TIME_LIMIT;
  if (!(timeLimit > 0 && timeLimit <= MAX_TIME_LIMIT)) {
    throw badInput(`timeLimit: ${timeLimit}: allowed is a positive number of seconds, ${MAX_TIME_LIMIT} at most`);
  }
  const names = new Set(tasks.map(({ task }) => task));
  return {
    edges,
    budget,
    maxOrder,
    objective: input.objective ?? "affinity",
    labelCosts: {
      ...Object.fromEntries(tasks.map(({ task, labelCost }) => [task, labelCost])),
      ...numbers("a label cost", input.labelCosts, names),
    },
    importance: {
      ...Object.fromEntries(tasks.map(({ task, importance }) => [task, importance])),
      ...numbers("an importance", input.importance, names),
    },
    ...(input.targets ? { targets: input.targets } : {}),
    ...(input.sources ? { sources: input.sources } : {}),
    force: input.force ?? [],
    forbid: input.forbid ?? [],
    withRandom: input.withRandom ?? false,
    timeLimit,
  };
}

function numbers(what: string, given: TaskNumber[] | null | undefined, names: Set<string>): Record<string, number> {
  const entries = given ?? [];
  const seen = new Set<string>();
  for (const { task } of entries) {
    if (!names.has(task)) throw unknownTask(task, names);
    if (seen.has(task)) throw badInput(`${task} is there twice, with ${what}: allowed is once`);
    seen.add(task);
  }
  return Object.fromEntries(entries.map(({ task, value }) => [task, value]));
}
