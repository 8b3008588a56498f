import { type Check, type Row, type Table, type Verdict, verdictWord } from "./check.ts";
import type { ReportOnSeeds } from "./seeds.ts";

const SEEDS =
  "The same checks of the experiment and of each repeat with all of its orders, every one judged by itself (noise floor: agreement with the first)";

/** The report as a page; `command` is what made it. */
export function reportMarkdown(
  { experiment, provenance, repeats, sources, targets, weak, seed, seeds, ...rest }: ReportOnSeeds,
  command: string,
): string {
  const summary = rest.checks.map(({ name, verdict, headline, reason }) => ({
    ...{ check: name, verdict: shown(verdict), ...headline, reason },
  }));
  const repeated = repeats.map(({ id, anew }) => `${id} (${anew})`);
  const { codeVersion, dataHash } = provenance;
  return [
    `# Is ${experiment} faithful?`,
    "",
    "```",
    command,
    "```",
    "",
    rest.conclusion,
    "",
    `Ranked are ${sources.length} sources (${sources.join(", ")}) for ${targets.length} targets (${targets.join(", ")}).`,
    `Repeats: ${repeats.length === 0 ? "none" : repeated.join(", ")}. Left out of the claims: ${weak.length === 0 ? "none" : weak.join(", ")}. Seed ${seed}.`,
    ...(codeVersion === null ? [] : [`Trained by code ${codeVersion} on data ${dataHash}.`]),
    "",
    ...tableLines(summary),
    ...(seeds.length === 0 ? [] : tableSection({ title: SEEDS, rows: seeds })),
    ...rest.checks.filter(({ tables }) => tables.length > 0).flatMap(checkLines),
    "",
  ].join("\n");
}

const shown = (verdict: Verdict): string => (verdict === "FAIL" ? "**fail**" : verdictWord(verdict));

const checkLines = ({ name, question, tables }: Check): string[] => [
  "",
  `## ${name}`,
  "",
  question,
  ...tables.flatMap(tableSection),
];

const tableSection = ({ title, rows }: Table): string[] => ["", `${title}:`, "", ...tableLines(rows)];

/** Columns without any value are left out. */
function tableLines(rows: Row[]): string[] {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => rows.some((row) => row[column] !== null));
  const line = (cells: string[]): string => `| ${cells.join(" | ")} |`;
  const cellsOf = columns.map((column) => columnCells(rows.map((row) => row[column]!)));
  return [
    line(columns.map(words)),
    line(columns.map((column) => (rows.some((row) => typeof row[column] === "string") ? "---" : "---:"))),
    ...rows.map((_, i) => line(cellsOf.map((cells) => cells[i]!))),
  ];
}

/** Counts as they are, other numbers with two digits (small ones, as p, with two that count). */
function columnCells(values: Row[string][]): string[] {
  const isCount = values.every((value) => typeof value !== "number" || (Number.isInteger(value) && value >= 0));
  return values.map((value) => {
    if (value === null) return "-";
    if (typeof value === "string" || isCount) return String(value);
    return value !== 0 && Math.abs(value) < 0.01 ? value.toPrecision(2) : value.toFixed(2);
  });
}

/** `meanOfRuns`: mean of runs; but `2D to 3D` as it is. */
const words = (column: string): string => column.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
