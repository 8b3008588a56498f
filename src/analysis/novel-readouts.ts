import { isControl, isControlTask } from "../domain/control.ts";
import { badInput } from "../domain/errors.ts";
import { checkName, sortSources, sourceSetKey } from "../domain/names.ts";
import type { NamedSources } from "../domain/pseudo-source.ts";
import { unknownTask } from "../domain/unknown-name.ts";
import { affinities } from "../solver/ahp.ts";
import type { ProgramEdge, ProgramInput } from "../solver/program.ts";
import { countWins, winShare } from "../solver/tournament.ts";

/** A readout of a target, or what stands beside it. */
export interface Readout extends NamedSources {
  /** On every test image. */
  losses: Float32Array;
}

/**
 * The question with one target more, whose readouts are ranked among themselves; Gain is against `pixels`, Quality against `self`. Errors:
 * BAD_INPUT, NOT_FOUND for a source that the question does not know.
 */
export function withReadouts(question: ProgramInput, name: string, readouts: Readout[]): ProgramInput {
  const target = checkName(name, "target");
  if (question.edges.some((edge) => edge.target === target))
    throw badInput(`there are transfers into ${target} already`);
  const members = readouts.filter(({ pixels }) => !pixels);
  if (members.length === 0) throw badInput("no transfer: at least one row besides pixels is needed");
  const images = members[0]!.losses.length;
  checkLosses(readouts, images);
  checkSources(readouts, new Set(question.edges.flatMap(({ target, sources }) => [target, ...sources])));
  const scratch = readouts.find(({ pixels }) => pixels);
  const own = readouts.find(({ self }) => self);
  const { values } = affinities(countWins(members.map(({ losses }) => losses)), members.length, images);
  const edges = members.map(({ sources, self, losses }, i): ProgramEdge => {
    const named = self ? [target] : sortSources(sources);
    return {
      ...{ target, sources: named, order: named.length, self, affinity: values[i]! },
      control: isControl({ sources: named, target, self }),
      gain: scratch === undefined ? null : winShare(losses, scratch.losses),
      quality: own === undefined ? null : winShare(losses, own.losses),
    };
  });
  return { ...question, edges: [...question.edges, ...edges] };
}

function checkLosses(readouts: Readout[], images: number): void {
  for (const { losses } of readouts) {
    if (losses.length === images && images > 0 && losses.every(Number.isFinite)) continue;
    throw badInput(
      `a readout with ${losses.length} losses: allowed are finite ones, ${Math.max(1, images)} of each readout`,
    );
  }
}

/** One readout a set of known tasks: a misspelt one would be a task of its own, to be bought. */
function checkSources(readouts: Readout[], known: ReadonlySet<string>): void {
  const sets = new Set<string>();
  for (const { sources, self, pixels } of readouts) {
    const strange = sources.find((name) => !known.has(name) && !isControlTask(name));
    if (strange !== undefined) throw unknownTask(strange, known);
    const set = self ? "self" : pixels ? "pixels" : sourceSetKey(sources);
    if (set === "" || sets.has(set)) throw badInput(`sources ${JSON.stringify(set)}: allowed are names, each set once`);
    sets.add(set);
  }
}
