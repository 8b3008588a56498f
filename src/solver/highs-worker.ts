import { parentPort } from "node:worker_threads";
import loadHighs from "highs";
import type { Solution, SolveRequest } from "./highs.ts";

/** Tolerances of the solver at their least: it prunes what improves on the incumbent by less than the first. */
const EXACT = {
  output_flag: false,
  mip_rel_gap: 0,
  mip_abs_gap: 0,
  mip_feasibility_tolerance: 1e-10,
  primal_feasibility_tolerance: 1e-9,
  dual_feasibility_tolerance: 1e-9,
};

// The package's types describe its CommonJS build; as an ES module it is the loader itself.
const highs = await (loadHighs as unknown as typeof loadHighs.default)();
const { modelStatus, objectiveSense } = highs.constants;

parentPort!.on("message", (request: SolveRequest) => parentPort!.postMessage(solve(request)));

function solve({ model, timeLimit }: SolveRequest): Solution {
  const columns = model.objective.length;
  const rows = model.rowLower.length;
  const data = {
    numCols: columns,
    numRows: rows,
    sense: objectiveSense[model.sense],
    colCost: model.objective,
    colLower: model.lower,
    colUpper: model.upper,
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
