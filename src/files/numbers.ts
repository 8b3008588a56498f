import { badInput } from "../domain/errors.ts";
import { didYouMean } from "../domain/names.ts";
import { parseAmount, parseTask } from "./cells.ts";
import { parseCsv } from "./csv.ts";
import { columnsOf } from "./rows.ts";

/** Label costs (`task,cost`) or importances (`task,importance`) of `known` tasks: amounts. Errors: BAD_INPUT with `file:line`. */
export function parseTaskNumbers(
  text: string,
  file: string,
  column: "cost" | "importance",
  known: ReadonlySet<string>,
): Record<string, number> {
  const [header, ...rows] = parseCsv(text, file);
  const at = columnsOf(header!, ["task", column]);
  const numbers = new Map<string, number>();
  for (const { cells, place } of rows) {
    const task = parseTask(cells[at.task]!, place, "task");
    if (!known.has(task)) throw badInput(`${place}: ${task} is no task here${didYouMean(task, known)}`);
    if (numbers.has(task)) throw badInput(`${place}: task ${task} is there twice`);
    numbers.set(task, parseAmount(cells[at[column]]!, place, column));
  }
  return Object.fromEntries(numbers);
}
