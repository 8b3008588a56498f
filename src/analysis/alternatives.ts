import { badInput } from "../domain/errors.ts";
import type { ProgramInput } from "../solver/program.ts";
import { best, type Found, prover } from "./prove.ts";

export interface AlternativesAsked {
  /** How many sets of sources, at most. */
  count: number;
  /** Only those whose value is at most so much below the best, as a share of it; null: no such limit. */
  within: number | null;
}

export interface Alternatives {
  /** Best first; distinct sets of used sources. */
  taxonomies: Found[];
  /** Whether no other set is as good as the last, or as `within` allows; false: the limit of solves came before. */
  complete: boolean;
  /** Programs solved. */
  solves: number;
}

const MAX_COUNT = 100;
const MAX_SOLVES = 2000;

/** Sets of sources that contain `forced` and nothing of `forbidden`, with the best taxonomy among them. */
interface Part {
  forced: string[];
  forbidden: string[];
  taxonomy: Found;
}

/**
 * The best sets of labels in turn, by Lawler's partition: once {a, b, c} is the best of a part, the rest of it is what lacks a, what
 * has a and lacks b, and what has a and b and lacks c. Supersets of a set with the same value are no alternatives. Two taxonomies
 * with the same labels count once: only the better one is listed. Errors: BAD_INPUT, NOT_FOUND, INFEASIBLE, TIME_LIMIT.
 */
export async function alternatives(
  input: ProgramInput,
  { count, within }: AlternativesAsked,
  signal?: AbortSignal,
): Promise<Alternatives> {
  if (!(Number.isInteger(count) && count >= 1 && count <= MAX_COUNT)) {
    throw badInput(`count ${count}: allowed are 1 to ${MAX_COUNT} alternatives`);
  }
  if (within !== null && !(within >= 0 && within <= 1))
    throw badInput(`within ${within}: allowed is a share from 0 to 1`);
  const prove = prover(input.timeLimit, signal);
  const first = await best(prove, input);
  const least = within === null ? Number.NEGATIVE_INFINITY : first.value - within * Math.abs(first.value) - ROUNDING;

  const parts: Part[] = [{ forced: [], forbidden: [], taxonomy: first }];
  const taxonomies: Found[] = [];
  let solves = 1;
  while (parts.length > 0 && taxonomies.length < count) {
    parts.sort((a, b) => b.taxonomy.value - a.taxonomy.value);
    const part = parts.shift()!;
    // A forced label that is of no use: the same set without it is an alternative of another part.
    const { usedSources } = part.taxonomy;
    if (part.forced.every((source) => usedSources.includes(source))) taxonomies.push(part.taxonomy);

    const free = usedSources.filter((source) => !part.forced.includes(source) && !input.force.includes(source));
    for (const [i, source] of free.entries()) {
      if (solves >= MAX_SOLVES) return { taxonomies, complete: false, solves };
      const forced = [...part.forced, ...free.slice(0, i)];
      const forbidden = [...part.forbidden, source];
      // A forced transfer that needs the source leaves nothing to this part.
      if (input.force.some((text) => text.includes(">") && text.split(">")[0]!.split("+").includes(source))) continue;
      const asked = { ...input, force: [...input.force, ...forced], forbid: [...input.forbid, ...forbidden] };
      const taxonomy = await prove(asked);
      solves++;
      if (taxonomy.value === null || taxonomy.value < least) continue;
      parts.push({ forced, forbidden, taxonomy: { ...taxonomy, value: taxonomy.value } });
    }
  }
  return { taxonomies, complete: true, solves };
}

/** Of sums of values. */
const ROUNDING = 1e-9;
