import { randomOf } from "../../src/domain/random.ts";
import type { ProgramEdge, ProgramInput } from "../../src/solver/program.ts";

const TASKS = ["a", "b", "c", "d", "e"];

/** A program of five tasks: self edges, first and second order, random affinities, costs 1. */
export function smallProgram(name: string, overrides: Partial<ProgramInput> = {}): ProgramInput {
  const random = randomOf("small program", name);
  const edge = (target: string, sources: string[], self = false): ProgramEdge => {
    const [gain, quality] = [random.uniform(), random.uniform()];
    return { target, sources, order: sources.length, self, control: false, affinity: random.uniform(), gain, quality };
  };
  const edges = TASKS.flatMap((target) => {
    const others = TASKS.filter((task) => task !== target);
    return [
      edge(target, [target], true),
      ...others.map((source) => edge(target, [source])),
      edge(target, [others[0]!, others[1]!]),
      edge(target, [others[1]!, others[3]!]),
    ];
  });
  return {
    ...{ edges, budget: 3, maxOrder: 4, objective: "affinity", labelCosts: {}, importance: {} },
    ...{ force: [], forbid: [], withRandom: false, timeLimit: null },
    ...overrides,
  };
}

/** Every set of labels within the budget (costs 1), with the value of the best taxonomy that it allows; null: none. */
export function everySet(input: ProgramInput): { labels: string[]; value: number | null }[] {
  const sets = Array.from({ length: 2 ** TASKS.length }, (_, bits) => TASKS.filter((_, i) => bits & (1 << i)));
  return sets
    .filter(({ length }) => length <= input.budget)
    .map((labels) => {
      const worths = TASKS.map((target) =>
        Math.max(
          ...input.edges
            .filter((edge) => edge.target === target && edge.sources.every((source) => labels.includes(source)))
            .map(({ affinity }) => affinity),
        ),
      );
      const value = worths.reduce((sum, worth) => sum + worth, 0);
      return { labels, value: Number.isFinite(value) ? value : null };
    });
}
