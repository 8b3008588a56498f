import { isAffordable } from "./budget.ts";
import type { Program } from "./program.ts";

/** A mixed binary program in compressed sparse rows; every column is 0 or 1. Plain arrays, so that it can be sent to a thread. */
export interface Model {
  sense: "maximize" | "minimize";
  objective: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  rowLower: Float64Array;
  rowUpper: Float64Array;
  starts: Int32Array;
  indices: Int32Array;
  values: Float64Array;
}

/** Objective coefficients are divided by `scale`, so that the solver's absolute tolerances mean the same for every question. */
export interface ScaledModel {
  model: Model;
  scale: number;
}

/** Sets of sources that together exceed the budget by less than the solver's tolerance, found so and cut off. */
export type Covers = number[][];

/** Maximise the weight of one choice a target within the budget. Columns: sources, then the choices of each target in turn. */
export function weightModel(program: Program, covers: Covers): ScaledModel {
  const weights = program.choices.flat().map(({ weight }) => weight);
  const rows = linkRows(program);
  // What the budget cannot buy is fixed, the rest counted in units of the budget, as the solver's tolerance is absolute.
  const indices = program.costs.flatMap((cost, source) =>
    cost > 0 && isAffordable(program, [source]) ? [source] : [],
  );
  if (!isAffordable(program, indices)) {
    rows.push({ lower: -Infinity, upper: 1, indices, values: indices.map((s) => program.costs[s]! / program.budget) });
  }
  for (const cover of covers) {
    rows.push({ lower: -Infinity, upper: cover.length - 1, indices: cover, values: cover.map(() => 1) });
  }
  const scaled = assemble(program, "maximize", [...program.costs.map(() => 0), ...weights], rows);
  for (const source of program.costs.keys()) {
    if (!isAffordable(program, [source])) scaled.model.upper[source] = 0;
  }
  return scaled;
}

/** Minimise the label cost of one choice a target, whatever it is worth. */
export function costModel(program: Program): ScaledModel {
  return assemble(program, "minimize", [...program.costs, ...program.choices.flat().map(() => 0)], linkRows(program));
}

interface Row {
  lower: number;
  upper: number;
  indices: number[];
  values: number[];
}

/**
 * One choice a target, and for each target and source: the choices that need the source sum to at most y_s. As only one of them is
 * chosen, this says the same of integers as x_e <= y_s for every e, with fewer rows and a tighter relaxation.
 */
function linkRows({ choices, sources }: Program): Row[] {
  const rows: Row[] = [];
  let column = sources.length;
  for (const ofTarget of choices) {
    const columns = ofTarget.map((_, i) => column + i);
    column += ofTarget.length;
    rows.push({ lower: 1, upper: 1, indices: columns, values: columns.map(() => 1) });
    const users = new Map<number, number[]>();
    ofTarget.forEach((choice, i) => {
      for (const source of choice.sources) users.set(source, [...(users.get(source) ?? []), columns[i]!]);
    });
    for (const [source, needing] of users) {
      rows.push({ lower: -Infinity, upper: 0, indices: [source, ...needing], values: [-1, ...needing.map(() => 1)] });
    }
  }
  return rows;
}

function assemble(program: Program, sense: Model["sense"], coefficients: number[], rows: Row[]): ScaledModel {
  const scale = coefficients.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const starts = new Int32Array(rows.length + 1);
  rows.forEach(({ indices }, i) => {
    starts[i + 1] = starts[i]! + indices.length;
  });
  const lower = new Float64Array(coefficients.length);
  for (const source of program.bought) lower[source] = 1;
  const model: Model = {
    sense,
    objective: Float64Array.from(coefficients, (value) => value / scale),
    lower,
    upper: new Float64Array(coefficients.length).fill(1),
    rowLower: Float64Array.from(rows, (row) => row.lower),
    rowUpper: Float64Array.from(rows, (row) => row.upper),
    starts,
    indices: Int32Array.from(rows.flatMap((row) => row.indices)),
    values: Float64Array.from(rows.flatMap((row) => row.values)),
  };
  return { model, scale };
}
