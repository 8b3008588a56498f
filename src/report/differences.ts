import { badInput } from "../domain/errors.ts";
import type { Experiment } from "../domain/experiment.ts";

/** A setting of two experiments, by its dotted name (`readout.epochs`, `role of edge2d`). */
export interface Difference {
  name: string;
  first: string;
  second: string;
}

/** Experiments are compared at first order, so that one may lack higher ones. */
const ORDERS = /^(beam\.\d+|maxOrder)$/;

/** The settings, orders apart, data of a folder and roles in which two experiments differ. BAD_INPUT where one was imported: its settings are not known. */
export function differences(first: Experiment, second: Experiment): Difference[] {
  const [a, b] = [named(first), named(second)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .map((name) => ({ name, first: a.get(name) ?? "none", second: b.get(name) ?? "none" }))
    .filter((setting) => setting.first !== setting.second && !ORDERS.test(setting.name));
}

function named({ id, settings, tasks, dataHash }: Experiment): Map<string, string> {
  if (settings === null) {
    throw badInput(`experiment ${id} was imported: only one that was trained here has settings to compare`);
  }
  const roles = tasks.map(({ task, role }): [string, string] => [`role of ${task}`, role]);
  // Settings decide what is generated; a folder may have other files by now.
  const data: [string, string][] = settings.dataset.kind === "folder" ? [["hash of the data", String(dataHash)]] : [];
  return new Map([...roles, ...data, ...flat({ architecture: "small", ...settings })]);
}

const flat = (settings: object, path = ""): [string, string][] =>
  Object.entries(settings).flatMap(([key, value]) =>
    typeof value === "object" ? flat(value, `${path}${key}.`) : [[path + key, String(value)]],
  );
