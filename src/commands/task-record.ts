import { DICTIONARY } from "../domain/dictionary.ts";
import type { TaskRecord } from "../domain/task.ts";
import { TASKS } from "../tasks/registry.ts";

/** What is known of a task by its name: of those that can be trained here, else of the paper's; unknown ones are of kind OTHER. */
export function taskRecord(name: string): TaskRecord {
  const known = TASKS.get(name) ?? DICTIONARY.get(name);
  const { kind = "OTHER", description = "", approximation = null } = known ?? {};
  return { name, kind, description, approximation };
}

/** The names of tasks that can be trained here, and of the paper's. */
export const knownTasks = (): string[] => [...TASKS.keys(), ...DICTIONARY.keys()];
