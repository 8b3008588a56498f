import { meanOf } from "../domain/mean.ts";
import type { ProgramEdge } from "../solver/program.ts";
import type { Headline } from "./check.ts";
import { type Evidence, runsOf } from "./evidence.ts";

export type FigureOf = (edges: ProgramEdge[]) => number | null;

/** A figure of the experiment beside the published one, and its spread over the experiment and its repeats. */
export interface Compared {
  figure: number | null;
  /** From the published 16k table, on the tasks that the experiment has too. */
  published: number | null;
  /** From the whole of it. */
  publishedWhole: number | null;
  /** Over the experiment and its repeats; null where no repeat has the figure, as one without higher orders. */
  meanOfRuns: number | null;
  lowest: number | null;
  highest: number | null;
}

export function compared(evidence: Evidence, figureOf: FigureOf): Compared {
  const { own, published } = evidence;
  return {
    figure: figureOf(own.edges),
    published: figureOf(onTasksOf(published.large, own.edges)),
    publishedWhole: figureOf(published.large),
    ...spread(evidence, figureOf),
  };
}

/** The same, in short, beside what is trivial. */
export function headlineOf(evidence: Evidence, figureOf: FigureOf, trivial: number | null): Headline {
  const { figure, published, lowest, highest } = compared(evidence, figureOf);
  return { figure, published, trivial, lowest, highest };
}

/** One's own noise: the same figure of every run. */
export function spread(evidence: Evidence, figureOf: FigureOf): Pick<Compared, "meanOfRuns" | "lowest" | "highest"> {
  const values = runsOf(evidence).flatMap(({ edges }) => figureOf(edges) ?? []);
  if (values.length < 2) return { meanOfRuns: null, lowest: null, highest: null };
  return { meanOfRuns: meanOf(values), lowest: Math.min(...values), highest: Math.max(...values) };
}

/** The edges of a table among the sources and targets that `own` has. */
export function onTasksOf(table: ProgramEdge[], own: ProgramEdge[]): ProgramEdge[] {
  const targets = new Set(own.map(({ target }) => target));
  const sources = new Set(own.flatMap((edge) => edge.sources));
  return table.filter((edge) => targets.has(edge.target) && edge.sources.every((source) => sources.has(source)));
}
