import { solveModel } from "./highs.ts";
import type { Instance } from "./instance.ts";
import { costModel } from "./model.ts";
import { restrict } from "./restrict.ts";
import { stateAtRoot } from "./root.ts";

/** The sources of least cost, forced ones included, that serve every target, by HiGHS; null where none do, whatever they cost. */
export function cheapestSources(instance: Instance, forced: Int32Array): Int32Array | null {
  const unlimited = { ...instance, capacity: Number.POSITIVE_INFINITY };
  const { state, bought } = stateAtRoot(unlimited, forced);
  const open = restrict(unlimited, state, null);
  if (open === null) return null;
  if (open.sources.length === 0) return Int32Array.from(bought);
  const solution = solveModel(costModel(open), null);
  if (solution.status === "INFEASIBLE" || solution.columns === null) return null;
  return Int32Array.from([...bought, ...open.sources.filter((_, s) => solution.columns![s]! > 0.5)]);
}
