import { isControlTask } from "../domain/control.ts";
import { badInput } from "../domain/errors.ts";
import { byCodePoint, sourceSetKey } from "../domain/names.ts";
import type { ProgramEdge } from "../solver/program.ts";
import type { TaxonomyAnswer } from "../solver/taxonomy.ts";
import { meanAgreement, type TargetAgreement, targetAgreements } from "./agreement.ts";
import { type Change, changesBetween } from "./changes.ts";
import { type Prove, prover, type Question } from "./prove.ts";
import { ranksOf } from "./vectors.ts";

/** An edge of both experiments, with its place among the target's edges that both have (1 is best). */
interface Moved {
  target: string;
  sources: string[];
  self: boolean;
  rankBefore: number;
  rankAfter: number;
  /** How many edges into the target both have. */
  of: number;
}

/** The best taxonomies of the targets that both have, side by side. */
export interface SideBySide {
  before: TaxonomyAnswer;
  after: TaxonomyAnswer;
  /** Labels that both buy. */
  shared: string[];
  changes: Change[];
  /** What the second loses of its value with the labels of the first; null where they serve not every target, or it has none. */
  regret: number | null;
}

export interface Comparison {
  /** By target. */
  targets: TargetAgreement[];
  /** Over the targets that have one. */
  meanSpearman: number | null;
  /** Edges of both, and of one alone; t -> t beside a self edge left out, also from `moved`. */
  edges: { both: number; onlyBefore: number; onlyAfter: number };
  /** Those of both whose place changed most, as a share of the target's edges. */
  moved: Moved[];
  taxonomies: SideBySide | null;
}

const MAX_MOVED = 1000;

/** Compares two sets of transfers; `budget` null: without taxonomies. Errors: BAD_INPUT, NOT_FOUND, TIME_LIMIT. */
export async function comparison(
  first: Question,
  second: Question,
  { budget, moved }: { budget: number | null; moved: number },
  signal?: AbortSignal,
): Promise<Comparison> {
  if (!(Number.isInteger(moved) && moved >= 0 && moved <= MAX_MOVED)) {
    throw badInput(`moved ${moved}: allowed are 0 to ${MAX_MOVED} edges`);
  }
  const [before, after] = [byTarget(first.edges), byTarget(second.edges)];
  const common = [...before.keys()].filter((target) => after.has(target)).sort(byCodePoint);
  if (common.length === 0) throw badInput("the two have no target in common");
  const pairs = common.map((target) => pairsOf(before.get(target)!, after.get(target)!));
  const targets = targetAgreements(first.edges, second.edges);
  const both = pairs.flat().length;
  const count = (edges: Map<string, ProgramEdge[]>): number => [...edges.values()].flat().length;
  return {
    targets,
    meanSpearman: meanAgreement(targets),
    edges: { both, onlyBefore: count(before) - both, onlyAfter: count(after) - both },
    moved: pairs.flatMap(movesOf).sort(byMove).slice(0, moved),
    taxonomies: budget === null ? null : await sideBySide(first, second, common, budget, signal),
  };
}

type Pair = [before: ProgramEdge, after: ProgramEdge];

/** Edges by target, t -> t beside a self edge left out. */
function byTarget(edges: ProgramEdge[]): Map<string, ProgramEdge[]> {
  const found = new Map<string, ProgramEdge[]>();
  for (const edge of edges) {
    if (edge.control && !edge.sources.some(isControlTask)) continue;
    found.set(edge.target, [...(found.get(edge.target) ?? []), edge]);
  }
  return found;
}

function pairsOf(before: ProgramEdge[], after: ProgramEdge[]): Pair[] {
  const nameOf = ({ sources, self }: ProgramEdge): string => (self ? "self" : sourceSetKey(sources));
  const later = new Map(after.map((edge) => [nameOf(edge), edge]));
  return before.flatMap((edge): Pair[] => {
    const other = later.get(nameOf(edge));
    return other === undefined ? [] : [[edge, other]];
  });
}

function movesOf(pairs: Pair[]): Moved[] {
  const places = (side: 0 | 1): number[] => ranksOf(pairs.map((pair) => -pair[side].affinity));
  const [before, after] = [places(0), places(1)];
  return pairs.map(([{ target, sources, self }], i) => {
    return { target, sources, self, rankBefore: before[i]!, rankAfter: after[i]!, of: pairs.length };
  });
}

const byMove = (a: Moved, b: Moved): number =>
  Math.abs(b.rankAfter - b.rankBefore) / b.of - Math.abs(a.rankAfter - a.rankBefore) / a.of ||
  byCodePoint(`${a.target} ${a.sources}`, `${b.target} ${b.sources}`);

async function sideBySide(
  first: Question,
  second: Question,
  common: string[],
  budget: number,
  signal?: AbortSignal,
): Promise<SideBySide> {
  const prove = prover(first.timeLimit, signal);
  const ask = (question: Question): Promise<TaxonomyAnswer> =>
    prove({ ...question, targets: question.targets ?? common, budget });
  const before = await ask(first);
  const after = await ask(second);
  return {
    before,
    after,
    shared: before.usedSources.filter((source) => after.usedSources.includes(source)),
    changes: changesBetween(before.transfers, after.transfers),
    regret: await regretOf(prove, { ...second, targets: second.targets ?? common }, before, after),
  };
}

async function regretOf(
  prove: Prove,
  second: Question,
  before: TaxonomyAnswer,
  after: TaxonomyAnswer,
): Promise<number | null> {
  if (before.value === null || after.value === null) return null;
  const known = new Set(second.edges.flatMap(({ target, sources }) => [target, ...sources]));
  const sources = before.usedSources.filter((source) => known.has(source));
  // Forces of the question may need other labels; the comparison is of the labels alone.
  const { value } = await prove({ ...second, budget: Number.MAX_VALUE, sources, force: [], forbid: [] });
  return value === null ? null : Math.max(0, after.value - value);
}
