import type { TaxonomyAnswer } from "../solver/taxonomy.ts";

/** One JSON line, with the documented keys. */
export function answerJson({ cheapestBudget: _, ...answer }: TaxonomyAnswer): string {
  const { budget, maxOrder, objective, value, bound, gap, status, usedSources, transfers, gain, quality } = answer;
  const edges = transfers.map(({ target, sources, order, self, affinity, gain, quality }) => {
    return { target, sources, order, self, affinity, gain, quality };
  });
  return JSON.stringify({
    ...{ budget, maxOrder, objective, value, bound, gap, status, usedSources },
    ...{ transfers: edges, gain, quality, seconds: answer.seconds },
  });
}

export const SWEEP_HEADER = line("budget", "status", "value", "Gain", "Quality", "labels to buy");

/** One line of a sweep over budgets. */
export function answerRow({ budget, status, value, gain, quality, usedSources }: TaxonomyAnswer): string {
  return line(String(budget), status, number(value, 4), number(gain, 2), number(quality, 2), usedSources.join(" "));
}

function line(budget: string, status: string, value: string, gain: string, quality: string, labels: string): string {
  const numbers = `${value.padStart(9)} ${gain.padStart(5)} ${quality.padStart(8)}`;
  return `${budget.padStart(6)}  ${status.padEnd(10)} ${numbers}  ${labels}`.trimEnd();
}

/** One answer in full: the summary, then an edge a line. */
export function answerText(answer: TaxonomyAnswer): string {
  const { budget, maxOrder, objective, value, bound, gap, status, usedSources, transfers } = answer;
  const asked = `budget ${budget}, order up to ${maxOrder}, objective ${objective}`;
  if (value === null) return `${asked}: ${status}`;
  const proof = gap === 0 ? "" : `, at most ${number(bound, 6)} (gap ${number(100 * gap!, 2)}%)`;
  const width = Math.max(...transfers.map(({ target }) => target.length));
  return [
    `${asked}: ${status}`,
    `value ${number(value, 6)}${proof}, Gain ${number(answer.gain, 2)}, Quality ${number(answer.quality, 2)}`,
    `labels to buy: ${usedSources.join(" ")}`,
    "",
    `${"target".padEnd(width)}  affinity   Gain  Quality  from`,
    ...transfers.map(({ target, sources, self, affinity, gain, quality }) => {
      const numbers = `${number(affinity, 4).padStart(8)} ${number(gain, 2).padStart(6)} ${number(quality, 2).padStart(8)}`;
      return `${target.padEnd(width)}  ${numbers}  ${self ? "its own labels" : sources.join(" + ")}`;
    }),
  ].join("\n");
}

/** Why an infeasible answer is one. */
export function infeasibleReason({ budget, cheapestBudget }: TaxonomyAnswer): string {
  return cheapestBudget === null
    ? `budget ${budget}: INFEASIBLE at any budget: some target has no edge that the constraints allow`
    : `budget ${budget}: INFEASIBLE: the cheapest feasible budget is ${cheapestBudget}`;
}

/** How far a search is: its best value, and the proven bound. */
export function searchState(incumbent: TaxonomyAnswer | null): string {
  if (incumbent === null) return "nothing found yet";
  const { value, bound, gap } = incumbent;
  return `best value ${number(value, 6)}, at most ${number(bound, 6)} (gap ${number(100 * gap!, 2)}%)`;
}

const number = (value: number | null, digits: number): string => (value === null ? "-" : value.toFixed(digits));
