import type { Instance } from "./instance.ts";

/** A binary program in compressed sparse rows; every column is 0 or 1. */
export interface Model {
  sense: "maximize" | "minimize";
  objective: Float64Array;
  rowLower: Float64Array;
  rowUpper: Float64Array;
  starts: Int32Array;
  indices: Int32Array;
  values: Float64Array;
}

/** Sets of sources that together exceed the budget by less than the solver's tolerance, found so and cut off. */
type Covers = number[][];

/** Maximise the value of one edge a target within the budget. Columns: sources, then edges. */
export function weightModel(instance: Instance, covers: Covers): Model {
  const { costs, capacity, weights } = instance;
  const rows = linkRows(instance);
  const sources = [...costs.keys()];
  // In units of the budget, as the solver's tolerance is absolute.
  rows.push({ lower: -Infinity, upper: 1, indices: sources, values: sources.map((s) => costs[s]! / capacity) });
  for (const cover of covers) {
    rows.push({ lower: -Infinity, upper: cover.length - 1, indices: cover, values: cover.map(() => 1) });
  }
  return assemble("maximize", [...costs.map(() => 0), ...weights], rows);
}

/** Minimise the cost of one edge a target, whatever it is worth, in units of the largest cost. */
export function costModel(instance: Instance): Model {
  const { costs, weights } = instance;
  const scale = costs.reduce((most, cost) => Math.max(most, cost), 0) || 1;
  return assemble("minimize", [...costs.map((cost) => cost / scale), ...weights.map(() => 0)], linkRows(instance));
}

interface Row {
  lower: number;
  upper: number;
  indices: number[];
  values: number[];
}

/**
 * One edge a target, and for each link: the edges that need it sum to at most y_s. As only one of them is chosen, this says the same of
 * integers as x_e <= y_s for every e, with fewer rows and a tighter relaxation.
 */
function linkRows({ costs, edgeStart, linkStart, links, linkSource }: Instance): Row[] {
  const rows: Row[] = [...linkSource].map((source) => ({
    lower: -Infinity,
    upper: 0,
    indices: [source],
    values: [-1],
  }));
  for (let t = 0; t + 1 < edgeStart.length; t++) {
    const one: Row = { lower: 1, upper: 1, indices: [], values: [] };
    for (let e = edgeStart[t]!; e < edgeStart[t + 1]!; e++) {
      const column = costs.length + e;
      one.indices.push(column);
      one.values.push(1);
      for (let m = linkStart[e]!; m < linkStart[e + 1]!; m++) {
        rows[links[m]!]!.indices.push(column);
        rows[links[m]!]!.values.push(1);
      }
    }
    rows.push(one);
  }
  return rows;
}

function assemble(sense: Model["sense"], objective: number[], rows: Row[]): Model {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach(({ indices }, i) => {
    starts[i + 1] = starts[i]! + indices.length;
  });
  return {
    sense,
    objective: Float64Array.from(objective),
    rowLower: Float64Array.from(rows, (row) => row.lower),
    rowUpper: Float64Array.from(rows, (row) => row.upper),
    starts,
    indices: Int32Array.from(rows.flatMap((row) => row.indices)),
    values: Float64Array.from(rows.flatMap((row) => row.values)),
  };
}
