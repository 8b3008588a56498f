import type { Scores } from "../analysis/random-taxonomies.ts";
import { TaskonomyError } from "../domain/errors.ts";
import { sortSources } from "../domain/names.ts";
import type { Objective } from "../domain/objective.ts";
import { RANDOM } from "../domain/task.ts";
import type { Check, Row } from "./check.ts";
import { onTasksOf } from "./compared.ts";
import { type Contest, contest, optimum, questionOf } from "./contest.ts";
import type { Evidence } from "./evidence.ts";
import { heldOut } from "./held-out.ts";
import { type Rivals, rivals } from "./rivals.ts";
import type { Scope } from "./scopes.ts";
import { type Figures, verdictOf } from "./taxonomy-verdict.ts";

const NAME = "Optimal taxonomy";
const QUESTION =
  "Is the optimal taxonomy better than random, greedy and single-source ones, on images that did not choose it?";
const BUDGETS = [1, 2, 4, 8];
const OBJECTIVES = ["affinity", "quality"] as const satisfies Objective[];

type Measured = "gain" | "quality";

/** A question and its answers. */
interface Held {
  targets: string;
  objective: Objective;
  budget: number;
  found: Contest & Rivals;
  /** The optimum without sets of sources, and that of the published table; null where there is none. */
  singleSources: Scores | null;
  published: Scores | null;
}

export async function taxonomies(evidence: Evidence, weak: Set<string>): Promise<Check> {
  const { own, published, losses, seed } = evidence;
  const parts = partsOf(weak);
  const claimed = parts.at(-1)!.name;
  const held: Held[] = [];
  const halves: Row[] = [];
  for (const { name, keeps } of [...parts, WITHOUT_DENOISE]) {
    const edges = own.edges.filter(keeps);
    const table = onTasksOf(published.large, own.edges).filter(keeps);
    const labels = sortSources(edges.flatMap(({ sources }) => sources)).filter((source) => source !== RANDOM);
    const budgets = BUDGETS.filter((budget) => budget < labels.length);
    for (const objective of OBJECTIVES) {
      for (const budget of budgets) {
        const question = questionOf(edges, budget, objective);
        const found = await contest(question, seed);
        if (found === null) continue;
        const singleSources = await optimum({ ...question, maxOrder: 1 }).catch(ifInfeasible);
        const other =
          table.length === 0 ? null : await optimum(questionOf(table, budget, objective)).catch(ifInfeasible);
        held.push({
          ...{ targets: name, objective, budget, found: { ...found, ...rivals(question) } },
          ...{ singleSources, published: other },
        });
      }
    }
    if ("missing" in losses) continue;
    const rows = await heldOut({ ...losses, edges: losses.edges.filter(keeps) }, budgets, seed);
    halves.push(...rows.map((row) => ({ targets: name, ...row })));
  }
  return {
    name: NAME,
    question: QUESTION,
    ...verdictOf(figuresOf(held, halves, claimed), claimed, losses),
    tables: [
      { title: "Mean Gain over the targets", rows: held.map((answer) => contestRow(answer, "gain")) },
      { title: "Mean Quality over the targets", rows: held.map((answer) => contestRow(answer, "quality")) },
      { title: "Half of the test scenes selects, half reports; mean of both ways", rows: halves },
    ].filter(({ rows }) => rows.length > 0),
  };
}

/** All targets, and, where some network is weak, the tasks that claims are about. */
function partsOf(weak: Set<string>): Scope[] {
  const all: Scope = { name: "all targets", keeps: () => true };
  const strong: Scope = {
    name: "weak tasks left out",
    keeps: ({ target, sources }) => !weak.has(target) && !sources.some((source) => weak.has(source)),
  };
  return weak.size === 0 ? [all] : [all, strong];
}

const WITHOUT_DENOISE: Scope = { name: "denoise left out", keeps: ({ target }) => target !== "denoise" };

const ifInfeasible = (error: unknown): null => {
  if (error instanceof TaskonomyError && error.code === "INFEASIBLE") return null;
  throw error;
};

function contestRow({ targets, objective, budget, found, singleSources, published }: Held, number: Measured): Row {
  const { optimal, greedy, bestAlone, randomLabels, randomTransfers, p } = found;
  return {
    ...{ targets, objective, budget, optimal: optimal[number], publishedOptimal: published?.[number] ?? null },
    ...{ greedy: greedy?.[number] ?? null, bestAlone: bestAlone?.[number] ?? null },
    singleSources: singleSources?.[number] ?? null,
    ...{ randomLabels: randomLabels[number], randomTransfers: randomTransfers[number], pOfValue: p },
  };
}

/** By Quality as the objective, since at small budgets affinity buys for a few peaky targets (method section 4). */
function figuresOf(held: Held[], halves: Row[], claimed: string): Figures {
  const isMeant = ({ targets, objective }: Row | Held): boolean => targets === claimed && objective === "quality";
  const outside = halves.filter((row) => isMeant(row) && row.reportedOn === "other half");
  const inside = held.filter(isMeant);
  return {
    isHeldOut: outside.length > 0,
    published: inside.at(-1)?.published?.quality ?? null,
    budgets:
      outside.length > 0
        ? outside.map(({ budget, quality, qualityOfRandomLabels }) => ({
            ...{ budget: budget as number, optimal: quality as number | null },
            random: qualityOfRandomLabels as number | null,
          }))
        : inside.map(({ budget, found }) => {
            return { budget, optimal: found.optimal.quality, random: found.randomLabels.quality };
          }),
  };
}
