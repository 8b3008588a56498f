import { meanOf } from "../domain/mean.ts";
import { fixed, type Row, verdictWord } from "./check.ts";
import type { Evidence } from "./evidence.ts";
import { type Report, report } from "./report.ts";

export interface ReportOnSeeds extends Report {
  /** Every check as the experiment and each of `again` have it, and the mean of all; empty where there is none of these. */
  seeds: Row[];
}

/** The report of an experiment; `again`: repeats that have all of its orders, so that each can be judged by itself. Errors: BAD_INPUT. */
export async function reportOnSeeds(measured: Evidence, again: Evidence[]): Promise<ReportOnSeeds> {
  const reports = [await report(measured)];
  for (const other of again) reports.push(await report(other));
  return { ...reports[0]!, seeds: again.length === 0 ? [] : seedRows(reports) };
}

const seedRows = (reports: Report[]): Row[] =>
  reports[0]!.checks.map(({ name }) => {
    const found = reports.map(({ checks }) => checks.find((check) => check.name === name)!);
    const figures = found.flatMap(({ headline }) => headline.figure ?? []);
    return {
      check: name,
      verdicts: found.map(({ verdict }) => verdictWord(verdict)).join(", "),
      figures: found.map(({ headline }) => fixed(headline.figure)).join(", "),
      mean: meanOf(figures),
      deviation: deviationOf(figures),
    };
  });

/** Of a sample; null of fewer than two. */
function deviationOf(values: number[]): number | null {
  const mean = meanOf(values);
  if (mean === null || values.length < 2) return null;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
