import type { ProgramInput } from "../../src/solver/program.ts";
import { edgeValue } from "../../src/solver/value.ts";

/**
 * The best value over every set of sources that the budget buys, by the words of method section 4 and none of the solver's code
 * but the objective's formula; null where no set will do. Names only: a force with `>` is an edge.
 */
export function bestByEnumeration(input: ProgramInput): number | null {
  const edges = input.edges.filter(({ sources, control }) =>
    sources.includes("random") ? input.withRandom : !control,
  );
  const value = edgeValue(edges, input.objective);
  const tasks = [...new Set(edges.flatMap(({ target, sources }) => [target, ...sources]))];
  const targets = input.targets ?? [...new Set(edges.map(({ target }) => target))];
  const nameOf = ({ sources, target }: { sources: string[]; target: string }): string =>
    `${sources.join("+")}>${target}`;

  let best: number | null = null;
  for (let bits = 0; bits < 2 ** tasks.length; bits++) {
    const bought = tasks.filter((_, i) => bits & (1 << i));
    const cost = bought.reduce((sum, task) => sum + (input.labelCosts[task] ?? 1), 0);
    if (cost > input.budget * (1 + 1e-9)) continue;
    if (bought.some((task) => input.forbid.includes(task) || input.sources?.includes(task) === false)) continue;
    if (input.force.some((text) => !text.includes(">") && !bought.includes(text))) continue;
    let total: number | null = 0;
    for (const target of targets) {
      const forced = input.force.filter((text) => text.endsWith(`>${target}`));
      const worths = edges
        .filter(
          (edge) =>
            edge.target === target &&
            edge.order <= input.maxOrder &&
            edge.sources.every((source) => bought.includes(source)) &&
            !input.forbid.includes(nameOf(edge)) &&
            forced.every((text) => text === nameOf(edge)),
        )
        .map((edge) => value(edge)! * (input.importance[target] ?? 1));
      total = total === null || worths.length === 0 ? null : total + Math.max(...worths);
    }
    if (total !== null && (best === null || total > best)) best = total;
  }
  return best;
}
