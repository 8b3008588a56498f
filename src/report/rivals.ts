import { type Candidate, type Candidates, candidatesOf } from "../analysis/candidates.ts";
import { heaviest, type Scores, scoresOf } from "../analysis/random-taxonomies.ts";
import type { ProgramInput } from "../solver/program.ts";

/** Taxonomies that a plain rule finds; null where it leaves a target without a transfer. Every label costs 1 here. */
export interface Rivals {
  /** Label by label, the one that adds most to the value. */
  greedy: Scores | null;
  /** The labels that are worth most alone. */
  bestAlone: Scores | null;
}

export function rivals(input: ProgramInput): Rivals {
  const candidates = candidatesOf(input);
  const greedy: string[] = [];
  while (greedy.length < input.budget && greedy.length < candidates.free.length) {
    const left = candidates.free.filter((label) => !greedy.includes(label));
    greedy.push(bestFirst(candidates, left, (label) => [...greedy, label])[0]!);
  }
  const alone = bestFirst(candidates, candidates.free, (label) => [label]).slice(0, input.budget);
  return { greedy: scores(candidates, greedy), bestAlone: scores(candidates, alone) };
}

/** Labels by what the set of each serves: most targets, then most value. */
function bestFirst(candidates: Candidates, labels: string[], setOf: (label: string) => string[]): string[] {
  const worth = new Map(
    labels.map((label) => {
      const served = bestOf(candidates, setOf(label));
      return [label, { served: served.length, value: scoresOf(served).value }];
    }),
  );
  return [...labels].sort((a, b) => {
    const [first, second] = [worth.get(a)!, worth.get(b)!];
    return second.served - first.served || second.value - first.value;
  });
}

/** The best transfer into each target that the labels serve. */
function bestOf({ ofTarget }: Candidates, labels: string[]): Candidate[] {
  const possible = ofTarget.map((edges) =>
    edges.filter(({ edge }) => edge.sources.every((source) => labels.includes(source))),
  );
  return possible.filter(({ length }) => length > 0).map(heaviest);
}

function scores(candidates: Candidates, labels: string[]): Scores | null {
  const served = bestOf(candidates, labels);
  return served.length === candidates.ofTarget.length ? scoresOf(served) : null;
}
