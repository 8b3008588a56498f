import type { Experiment } from "../domain/experiment.ts";

/** What a repeat was given anew; `settings` where it is more than seeds, `nothing` where it is the same again. */
export type Renewed = "readouts" | "encoders" | "scenes" | "settings" | "nothing" | "unknown";

/** An experiment and the hash of each task's encoder. */
export interface Trained {
  experiment: Experiment;
  weights: Map<string, string>;
}

/** Repeats of these say how far an experiment agrees with itself. */
export const isRepeat = (renewed: Renewed): boolean => renewed !== "settings" && renewed !== "nothing";

/**
 * The data and the weights tell it, not the seeds: other images, else other encoders, else other readouts on the same encoders. Higher
 * orders may differ, since repeats are compared at first order.
 */
export function renewedBy(first: Trained, second: Trained): Renewed {
  const [a, b] = [first.experiment, second.experiment];
  if (a.dataHash === null || b.dataHash === null) return "unknown";
  if (withoutSeeds(a) !== withoutSeeds(b)) return "settings";
  if (a.dataHash !== b.dataHash) return "scenes";
  const shared = [...first.weights].filter(([task]) => second.weights.has(task));
  if (shared.some(([task, hash]) => second.weights.get(task) !== hash)) return "encoders";
  return seedsOf(a) === seedsOf(b) ? "nothing" : "readouts";
}

const withoutSeeds = ({ settings }: Experiment): string =>
  JSON.stringify(settings, (key, value) => (["seed", "seeds", "beam", "maxOrder"].includes(key) ? undefined : value));

const seedsOf = ({ settings }: Experiment): string => JSON.stringify(settings?.seeds);
