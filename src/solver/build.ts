import { isProgramEdge } from "../domain/control.ts";
import { badInput } from "../domain/errors.ts";
import { byCodePoint } from "../domain/names.ts";
import { checkBudget, resolveConstraints } from "./constraints.ts";
import { undominated } from "./dominance.ts";
import { type Choice, numberOf, type Program, type ProgramInput } from "./program.ts";
import { edgeValue } from "./value.ts";

/** Checks a question and reduces it to what is left to choose, once for each budget. Errors as `resolveConstraints`. */
export function buildPrograms(question: Omit<ProgramInput, "budget">, budgets: number[]): Program[] {
  for (const budget of budgets) checkBudget(budget);
  const program = buildProgram(question);
  return budgets.map((budget) => ({ ...program, budget }));
}

function buildProgram(input: Omit<ProgramInput, "budget">): Omit<Program, "budget"> {
  const edges = input.edges.filter((edge) => isProgramEdge(edge, input.withRandom));
  const { targets, allowed, bought, chosen, forbiddenEdges } = resolveConstraints(input, edges);
  const value = edgeValue(edges, input.objective);
  for (const edge of chosen.values()) {
    if (value(edge) === null) throw badInput(`a forced edge into ${edge.target} has no ${input.objective}`);
  }

  const candidates = edges.filter(
    (edge) =>
      targets.has(edge.target) &&
      edge.order <= input.maxOrder &&
      !forbiddenEdges.has(edge) &&
      edge.sources.every((source) => allowed.has(source)) &&
      (chosen.get(edge.target) ?? edge) === edge,
  );
  const sources = [...new Set([...bought, ...candidates.flatMap((edge) => edge.sources)])].sort(byCodePoint);
  const indexOf = new Map(sources.map((source, i) => [source, i]));
  const sortedTargets = [...targets].sort(byCodePoint);

  const byTarget = new Map<string, Choice[]>(sortedTargets.map((target) => [target, []]));
  for (const edge of candidates) {
    const worth = value(edge);
    if (worth === null) continue;
    const weight = worth * numberOf(input.importance, edge.target);
    byTarget.get(edge.target)!.push({ edge, weight, sources: edge.sources.map((source) => indexOf.get(source)!) });
  }
  return {
    targets: sortedTargets,
    sources,
    costs: sources.map((source) => numberOf(input.labelCosts, source)),
    choices: sortedTargets.map((target) => undominated(byTarget.get(target)!)),
    bought: [...bought].map((source) => indexOf.get(source)!),
  };
}
