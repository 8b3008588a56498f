import { checkAmount } from "../domain/amount.ts";
import { badInput, TaskonomyError } from "../domain/errors.ts";
import { didYouMean, parseForced, sourceSetKey } from "../domain/names.ts";
import { OBJECTIVES } from "../domain/objective.ts";
import type { ProgramEdge, ProgramInput } from "./program.ts";

type Question = Omit<ProgramInput, "budget">;

/** The forces and bans of a question, resolved against its edges. */
export interface Constraints {
  targets: Set<string>;
  /** Tasks that may be sources. */
  allowed: Set<string>;
  bought: Set<string>;
  /** By target. */
  chosen: Map<string, ProgramEdge>;
  forbiddenEdges: Set<ProgramEdge>;
}

/** `a+b>t`; the self edge and t -> t share the name `t>t`, but where both exist t -> t is a control and no edge of the program. */
const edgeName = ({ sources, target }: ProgramEdge): string => `${sourceSetKey(sources)}>${target}`;

/**
 * `edges` are those of the program: controls left out. Throws BAD_INPUT for numbers out of range and for forces that contradict
 * each other or the other constraints, NOT_FOUND for names that the question does not know.
 */
export function resolveConstraints(input: Question, edges: ProgramEdge[]): Constraints {
  checkNumbers(input);
  const tasks = new Set([
    ...(input.tasks ?? []),
    ...input.edges.flatMap(({ target, sources }) => [target, ...sources]),
  ]);
  const known = (what: string, name: string): string => {
    if (!tasks.has(name)) throw unknown(`${what} ${name} is no task here`, name, tasks);
    return name;
  };
  const named = namedEdges(edges, input.edges);

  const targets = new Set(
    input.targets?.map((name) => known("target", name)) ?? input.edges.map(({ target }) => target),
  );
  if (targets.size === 0) throw badInput("nothing to serve: there is no transfer yet, or no target was named");
  const allowed = new Set(input.sources?.map((name) => known("source", name)) ?? tasks);

  const forbiddenEdges = new Set<ProgramEdge>();
  for (const text of input.forbid) {
    const { sources, target } = parseForced(text);
    if (target === null) allowed.delete(known("source", sources[0]!));
    else for (const edge of named(text, sources, target)) forbiddenEdges.add(edge);
  }

  const bought = new Set<string>();
  const chosen = new Map<string, ProgramEdge>();
  for (const text of input.force) {
    const { sources, target } = parseForced(text);
    if (target === null) {
      const source = known("source", sources[0]!);
      if (!allowed.has(source)) throw badInput(`forced source ${source} is forbidden or not among the sources`);
      bought.add(source);
      continue;
    }
    const edge = named(text, sources, target).find((candidate) => edges.includes(candidate));
    if (edge === undefined) throw badInput(`forced edge ${text} is a control: allowed are edges of the program`);
    const contradiction = whyNot(edge, { targets, allowed, bought, chosen, forbiddenEdges }, input.maxOrder);
    if (contradiction !== null) throw badInput(`forced edge ${text} contradicts the rest: ${contradiction}`);
    chosen.set(target, edge);
  }
  return { targets, allowed, bought, chosen, forbiddenEdges };
}

function whyNot(edge: ProgramEdge, constraints: Constraints, maxOrder: number): string | null {
  const { targets, allowed, chosen, forbiddenEdges } = constraints;
  if (!targets.has(edge.target)) return `${edge.target} is not among the targets`;
  if (edge.order > maxOrder) return `its order is above ${maxOrder}`;
  if (forbiddenEdges.has(edge)) return "it is forbidden";
  const source = edge.sources.find((name) => !allowed.has(name));
  if (source !== undefined) return `source ${source} is forbidden or not among the sources`;
  const other = chosen.get(edge.target);
  return other === undefined || other === edge ? null : `${edgeName(other)} is forced too`;
}

type EdgeLookup = (text: string, sources: string[], target: string) => ProgramEdge[];

function namedEdges(edges: ProgramEdge[], all: ProgramEdge[]): EdgeLookup {
  let byName: Map<string, ProgramEdge[]> | undefined;
  return (text, sources, target) => {
    byName ??= edgesByName(edges, all);
    const found = byName.get(`${sourceSetKey(sources)}>${target}`);
    if (found === undefined) throw unknown(`edge ${text} does not exist`, text, byName.keys());
    return found;
  };
}

function edgesByName(edges: ProgramEdge[], all: ProgramEdge[]): Map<string, ProgramEdge[]> {
  const byName = new Map<string, ProgramEdge[]>();
  const own = new Set(edges);
  // Edges of the program first, so that t>t means the self edge.
  for (const edge of [...edges, ...all.filter((candidate) => !own.has(candidate))]) {
    const name = edgeName(edge);
    byName.set(name, [...(byName.get(name) ?? []), edge]);
  }
  return byName;
}

export function checkBudget(budget: number): void {
  if (!(budget >= 0 && budget < Number.POSITIVE_INFINITY)) {
    throw badInput(`budget ${budget}: allowed is a non-negative number`);
  }
}

function checkNumbers({ maxOrder, objective, labelCosts, importance, timeLimit }: Question): void {
  for (const [task, cost] of Object.entries(labelCosts)) checkAmount(cost, `label cost of ${task}`);
  for (const [task, value] of Object.entries(importance)) checkAmount(value, `importance of ${task}`);
  if (!(Number.isInteger(maxOrder) && maxOrder >= 1)) throw badInput(`maximum order ${maxOrder}: allowed is 1 or more`);
  if (!OBJECTIVES.includes(objective)) throw badInput(`objective ${objective}: allowed are ${OBJECTIVES.join(", ")}`);
  if (timeLimit !== null && !(timeLimit > 0))
    throw badInput(`time limit ${timeLimit}: allowed is a positive number of seconds`);
}

const unknown = (sentence: string, name: string, known: Iterable<string>): TaskonomyError =>
  new TaskonomyError("NOT_FOUND", sentence + didYouMean(name, known));
