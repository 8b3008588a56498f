import type { Command } from "commander";
import { addAlternatives } from "./alternatives.ts";
import type { AnalysisDeps } from "./ask.ts";
import { addBudgetCurve } from "./budget-curve.ts";
import { addComparison } from "./comparison.ts";
import { addConfidence } from "./confidence.ts";
import { addEstimates } from "./estimates.ts";
import { addLeaveOneOut } from "./leave-one-out.ts";
import { addNovelTargets } from "./novel-targets.ts";
import { addSelection } from "./selection.ts";
import { addSignificance } from "./significance.ts";
import { addSimilarity } from "./similarity.ts";
import { addTrainingOrder } from "./training-order.ts";
import { addWhy } from "./why.ts";

const ANALYSES = [
  addBudgetCurve,
  addWhy,
  addLeaveOneOut,
  addAlternatives,
  addSignificance,
  addSimilarity,
  addComparison,
  addNovelTargets,
  addConfidence,
  addSelection,
  addEstimates,
  addTrainingOrder,
];

/** `taskonomy analyse ...`: what lies behind an answer to the program, a command an analysis (docs/analysis.md). */
export function addAnalyse(program: Command, deps: AnalysisDeps): void {
  const analyse = program.command("analyse").description("what lies behind a taxonomy: curves, reasons, alternatives");
  for (const add of ANALYSES) add(analyse, deps);
}
