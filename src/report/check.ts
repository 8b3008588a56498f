/** A row of a table: cells by column name, in the order of the columns. Null: not known, or has no meaning there. */
export type Row = Record<string, string | number | null>;

export interface Table {
  title: string;
  rows: Row[];
}

export type Verdict = "PASS" | "FAIL" | "NOT_MEASURED";

/** One question of the report, answered (method section 8). */
export interface Check {
  name: string;
  question: string;
  verdict: Verdict;
  /** The rule and the figures that decided, or why nothing was measured. */
  reason: string;
  tables: Table[];
}

export const notMeasured = (name: string, question: string, reason: string): Check => ({
  ...{ name, question, verdict: "NOT_MEASURED", reason, tables: [] },
});

export const passIf = (passed: boolean): Verdict => (passed ? "PASS" : "FAIL");

export const fixed = (value: number | null, digits = 2): string => (value === null ? "unknown" : value.toFixed(digits));
