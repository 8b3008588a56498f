import loadHighs from "highs";
import type { Model } from "./model.ts";

/** Tolerances of the solver at their least: it prunes what improves on the incumbent by less than the first. */
const EXACT = {
  output_flag: false,
  mip_rel_gap: 0,
  mip_abs_gap: 0,
  mip_feasibility_tolerance: 1e-10,
  primal_feasibility_tolerance: 1e-9,
  dual_feasibility_tolerance: 1e-9,
};

export type Solution =
  | { status: "INFEASIBLE" }
  | {
      status: "OPTIMAL" | "TIME_LIMIT";
      /** Proven bound of the objective; may be infinite at a time limit. */
      bound: number;
      /** The incumbent's value of each column; null where a time limit came before a first one. */
      columns: Float64Array | null;
    };

// The package's types describe its CommonJS build; as an ES module it is the loader itself.
const highs = await (loadHighs as unknown as typeof loadHighs.default)();
const { modelStatus, objectiveSense } = highs.constants;

/** Solves with HiGHS to a proven optimum, or for so many seconds. Blocks its thread. */
export function solveModel(model: Model, timeLimit: number | null): Solution {
  const columns = model.objective.length;
  const rows = model.rowLower.length;
  const data = {
    numCols: columns,
    numRows: rows,
    sense: objectiveSense[model.sense],
    colCost: model.objective,
    colLower: new Float64Array(columns),
    colUpper: new Float64Array(columns).fill(1),
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    matrix: {
      format: "csr" as const,
      numRows: rows,
      numCols: columns,
      starts: model.starts,
      indices: model.indices,
      values: model.values,
    },
    integrality: new Int32Array(columns).fill(1),
  };
  return highs.withModel(data, (solver): Solution => {
    solver.options.set({ ...EXACT, ...(timeLimit === null ? {} : { time_limit: timeLimit }) });
    solver.run();
    const status = solver.getModelStatus();
    if (status === modelStatus.infeasible) return { status: "INFEASIBLE" };
    const proven = status === modelStatus.optimal;
    if (!proven && status !== modelStatus.timeLimit) throw new Error(`HiGHS ended with model status ${status}`);
    const incumbent = solver.info.get("primal_solution_status") === 2;
    return {
      status: proven ? "OPTIMAL" : "TIME_LIMIT",
      bound: solver.info.get("mip_dual_bound") as number,
      columns: incumbent ? solver.getSolution().colValue : null,
    };
  });
}
