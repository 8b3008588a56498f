/**
 * All 258 programs of the published tables, ours (a sweep a table and order) and scipy.optimize.milp in turn:
 *   npx tsx bench/solver-published.ts
 */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { parseTable } from "../src/files/table.ts";
import { solveSweep } from "../src/solver/taxonomy.ts";
import { python } from "./python.ts";

const SWEEPS = [
  { table: "taskonomy2018", orders: [1, 2], last: 25 },
  { table: "taskonomy2018_16k", orders: [1, 2, 3, 4], last: 26 },
  { table: "taskonomy2018_1k", orders: [1, 2, 3, 4], last: 26 },
];
const interpreter = await python("numpy");
const total = { ours: 0, scipy: 0, programs: 0, difference: 0 };
for (const { table, orders, last } of SWEEPS) {
  const file = join(import.meta.dirname, "..", "published", `${table}.csv`);
  const edges = parseTable(await readFile(file, "utf8"), file).flatMap(({ affinity, pixels, ...edge }) =>
    pixels || affinity === null ? [] : [{ ...edge, affinity }],
  );
  for (const maxOrder of orders) {
    const budgets = Array.from({ length: last }, (_, i) => i + 1);
    const plain = { labelCosts: {}, importance: {}, force: [], forbid: [], withRandom: false, timeLimit: null };
    const values: number[] = [];
    let ours = 0;
    for await (const answer of solveSweep({ edges, maxOrder, objective: "affinity", ...plain }, budgets)) {
      if (answer.status !== "OPTIMAL") throw new Error(`${table} ${maxOrder} ${answer.budget}: ${answer.status}`);
      values.push(answer.value!);
      ours += answer.seconds;
    }
    const script = join(import.meta.dirname, "scipy_milp.py");
    const { stdout } = await promisify(execFile)(interpreter, [script, file, `${maxOrder}`, "1", `${last}`]);
    const theirs = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { value: number; seconds: number });
    const scipy = theirs.reduce((sum, { seconds }) => sum + seconds, 0);
    total.ours += ours;
    total.scipy += scipy;
    total.programs += last;
    total.difference = Math.max(total.difference, ...theirs.map(({ value }, i) => Math.abs(value - values[i]!)));
    console.log(`${table}, order ${maxOrder}: ours ${ours.toFixed(2)} s, scipy ${scipy.toFixed(2)} s`);
  }
}
console.log(
  `${total.programs} programs: ours ${total.ours.toFixed(2)} s, scipy ${total.scipy.toFixed(2)} s, ratio ` +
    `${(total.scipy / total.ours).toFixed(1)}; values differ by ${total.difference.toExponential(1)} at most`,
);
