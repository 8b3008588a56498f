import { type Check, fixed, NOTHING, passIf } from "./check.ts";
import type { Evidence } from "./evidence.ts";

export interface Figures {
  /** Whether the images did not choose the taxonomy. */
  isHeldOut: boolean;
  /** Quality of the published optimum at the largest budget. */
  published: number | null;
  /** Quality of the optimum, and of random labels with their best transfers. */
  budgets: { budget: number; optimal: number | null; random: number | null }[];
}

/** Better than the stricter null at every budget, or not; the headline is that of the largest. */
export function verdictOf(
  { isHeldOut, published, budgets }: Figures,
  claimed: string,
  losses: Evidence["losses"],
): Pick<Check, "verdict" | "reason" | "headline"> {
  const last = budgets.at(-1);
  if (last === undefined) {
    const reason = `no budget has a taxonomy and random ones to compare it with (${claimed})`;
    return { verdict: "NOT_MEASURED", headline: NOTHING, reason };
  }
  const why = "missing" in losses ? `: ${losses.missing}` : "";
  const images = isHeldOut ? "on the half that did not choose" : `on the images that chose it${why}`;
  const pairs = budgets.map(({ budget, optimal, random }) => `budget ${budget} ${fixed(optimal)} and ${fixed(random)}`);
  return {
    verdict: passIf(budgets.every(({ optimal, random }) => optimal !== null && random !== null && optimal > random)),
    headline: { ...NOTHING, figure: last.optimal, published, trivial: last.random },
    reason:
      `Quality ${images} (${claimed}), beside the mean of random labels with their best transfers: ${pairs.join(", ")}; ` +
      "passes where it is higher at each",
  };
}
