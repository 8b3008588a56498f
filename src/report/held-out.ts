import { meanOf } from "../domain/mean.ts";
import type { Row } from "./check.ts";
import { type Contest, contest, questionOf } from "./contest.ts";
import type { TestLosses } from "./evidence.ts";
import { edgesOfHalves } from "./halves.ts";

/** Gain and Quality of taxonomies that one half of the scenes selects, on that half and on the other, both ways averaged. */
export async function heldOut(losses: TestLosses, budgets: number[], seed: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const by of ["affinity", "quality"] as const) {
    for (const reportedOn of ["same half", "other half"]) {
      const halves = ([0, 1] as const).map((select) => {
        const report = reportedOn === "same half" ? select : select === 0 ? 1 : 0;
        return edgesOfHalves(losses, { select, report, by });
      });
      for (const budget of halves.every(({ length }) => length > 0) ? budgets : []) {
        // The selecting half's numbers stand in the place of affinities.
        const found = await Promise.all(halves.map((edges) => contest(questionOf(edges, budget, "affinity"), seed)));
        if (found.includes(null)) continue;
        rows.push({ objective: by, budget, reportedOn, ...halfCells(found as Contest[]) });
      }
    }
  }
  return rows;
}

function halfCells(found: Contest[]): Row {
  const mean = (pick: (contest: Contest) => number | null): number | null =>
    meanOf(found.flatMap((c) => pick(c) ?? []));
  return {
    gain: mean(({ optimal }) => optimal.gain),
    gainOfRandomLabels: mean(({ randomLabels }) => randomLabels.gain),
    gainOfRandomTransfers: mean(({ randomTransfers }) => randomTransfers.gain),
    quality: mean(({ optimal }) => optimal.quality),
    qualityOfRandomLabels: mean(({ randomLabels }) => randomLabels.quality),
    qualityOfRandomTransfers: mean(({ randomTransfers }) => randomTransfers.quality),
  };
}
