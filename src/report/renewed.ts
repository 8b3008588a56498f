import { badInput } from "../domain/errors.ts";
import type { Experiment } from "../domain/experiment.ts";
import { differences } from "./differences.ts";

/** What a repeat has anew. */
export interface Renewed {
  /** The outermost part with a seed of its own: what is trained on it is new with it. */
  part: Part;
  /** Every seed of its own, beside the experiment's, and whether other code trained it. */
  what: string;
}

type Part = "scenes" | "encoders" | "readouts";

/** An experiment, and the version of the code that trained it. */
export interface Trained {
  experiment: Experiment;
  codeVersion: string | null;
}

/** By the name of the setting, the outermost first. */
const SEEDS = new Map<string, Part>([
  ["dataset.seed", "scenes"],
  ["seeds.encoders", "encoders"],
  ["seeds.readouts", "readouts"],
]);

/** What tells a repeat from the experiment. BAD_INPUT where it is more than seeds, or nothing. */
export function renewedBy(first: Trained, second: Trained): Renewed {
  const found = new Map(differences(first.experiment, second.experiment).map((each) => [each.name, each]));
  const other = [...found.values()].find(({ name }) => !SEEDS.has(name));
  if (other !== undefined) throw refused(second, `${other.name} is ${other.second}, not ${other.first}`);
  const seeds = [...SEEDS].flatMap(([name, part]) => {
    const seed = found.get(name);
    return seed === undefined ? [] : [{ part, what: `${part} ${seed.second} for ${seed.first}` }];
  });
  if (seeds.length === 0) throw refused(second, "its seeds are the same");
  const what = seeds.map((seed) => seed.what).join(", ");
  return {
    part: seeds[0]!.part,
    what: first.codeVersion === second.codeVersion ? what : `${what}; trained by other code`,
  };
}

const refused = ({ experiment }: Trained, why: string) =>
  badInput(`repeat ${experiment.id}: ${why}; a repeat has the same tasks and settings, orders apart, and other seeds`);
