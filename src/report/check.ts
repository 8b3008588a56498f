/** A row of a table: cells by column name, in the order of the columns. Null: not known, or has no meaning there. */
export type Row = Record<string, string | number | null>;

export interface Table {
  title: string;
  rows: Row[];
}

export type Verdict = "PASS" | "FAIL" | "NOT_MEASURED";

/** The figure that a verdict is about, and what it is held against. Null: not known, or there is none. */
export interface Headline {
  figure: number | null;
  /** The published figure on the same tasks, or the ceiling. */
  published: number | null;
  /** What a trivial rule reaches. */
  trivial: number | null;
  /** One's own noise: range of the figure over the experiment and its repeats. */
  lowest: number | null;
  highest: number | null;
}

/** One question of the report, answered (method section 8). */
export interface Check {
  name: string;
  question: string;
  verdict: Verdict;
  /** The rule and the figures that decided, or why nothing was measured. */
  reason: string;
  headline: Headline;
  tables: Table[];
}

export const notMeasured = (name: string, question: string, reason: string): Check => ({
  ...{ name, question, verdict: "NOT_MEASURED", reason, headline: NOTHING, tables: [] },
});

export const NOTHING: Headline = { figure: null, published: null, trivial: null, lowest: null, highest: null };

export const verdictWord = (verdict: Verdict): string => verdict.toLowerCase().replace("_", " ");

export const passIf = (passed: boolean): Verdict => (passed ? "PASS" : "FAIL");

export const fixed = (value: number | null, digits = 2): string => (value === null ? "unknown" : value.toFixed(digits));
