import { meanOf } from "../domain/mean.ts";
import { RANDOM } from "../domain/task.ts";
import type { ProgramEdge } from "../solver/program.ts";
import { type Check, fixed, notMeasured, passIf, type Row } from "./check.ts";
import { compared, type FigureOf, headlineOf } from "./compared.ts";
import type { Evidence, KindOf } from "./evidence.ts";
import { kindName } from "./kind-name.ts";
import { percentiles } from "./percentiles.ts";
import type { Scopes } from "./scopes.ts";

/** Mean percentile of a source like any other. */
export const ANY_SOURCE = 0.5;

const QUESTION_RANDOM = "Is an encoder that has learnt nothing the worst source of targets other than 2D ones?";
/** Ours: the published figure is 0.02, a source like any other has 0.5. */
const MOST_RANDOM = 0.1;

/** Mean percentile of `random` for the targets chosen, t -> t not ranked. */
export const randomFigure =
  (isChosen: (target: string) => boolean): FigureOf =>
  (edges) =>
    meanOf(
      percentiles(edges, { own: false })
        .filter(({ source, target }) => source === RANDOM && isChosen(target))
        .map(({ percentile }) => percentile),
    );

export function randomControl(evidence: Evidence, { claimed }: Scopes): Check {
  const { own, kindOf } = evidence;
  const isTwoD = (target: string): boolean => kindOf(target) === "TWO_D";
  const ofClaimed = (edges: ProgramEdge[]): number | null =>
    randomFigure((target) => !isTwoD(target))(edges.filter(claimed.keeps));
  const figure = ofClaimed(own.edges);
  if (figure === null)
    return notMeasured("Random encoder", QUESTION_RANDOM, "random is no source, or there are 2D targets only");
  const row = (targets: string, isChosen: (target: string) => boolean): Row => {
    return { targets, ...compared(evidence, randomFigure(isChosen)), anySource: ANY_SOURCE };
  };
  const kinds = [...new Set(own.edges.map(({ target }) => kindOf(target)))].sort();
  return {
    name: "Random encoder",
    question: QUESTION_RANDOM,
    verdict: passIf(figure <= MOST_RANDOM),
    reason: `mean percentile ${fixed(figure)} for targets other than 2D (${claimed.name}); passes up to ${MOST_RANDOM}`,
    headline: headlineOf(evidence, ofClaimed, ANY_SOURCE),
    tables: [
      {
        title: "Mean percentile rank of random",
        rows: [
          ...kinds.map((kind) => row(kindName(kind), (target) => kindOf(target) === kind)),
          row("all but 2D", (target) => !isTwoD(target)),
        ],
      },
    ],
  };
}

const QUESTION_OWN = "Is the target's own encoder among its best sources?";
/** The least published one of a single-image target is 0.92. */
const LEAST_OWN = 0.92;

/** Percentiles of t -> t among all first-order sources, summed up by `of`; multi-view targets apart. */
export const ownFigure =
  (kindOf: KindOf, isMultiView: boolean, of: (values: number[]) => number | null): FigureOf =>
  (edges) =>
    of(
      percentiles(edges, { own: true })
        .filter(({ source, target }) => source === target && (kindOf(target) === "MULTI_VIEW") === isMultiView)
        .map(({ percentile }) => percentile),
    );

export const least = (values: number[]): number | null => (values.length === 0 ? null : Math.min(...values));

export function ownControl(evidence: Evidence, { claimed }: Scopes): Check {
  const { own, kindOf } = evidence;
  const ofClaimed = (edges: ProgramEdge[]): number | null =>
    ownFigure(kindOf, false, meanOf)(edges.filter(claimed.keeps));
  const figure = ofClaimed(own.edges);
  if (figure === null)
    return notMeasured("Own encoder", QUESTION_OWN, "no readout of a single-image target from its own encoder");
  const row = (targets: string, figureOf: FigureOf): Row => ({
    targets,
    ...compared(evidence, figureOf),
    anySource: ANY_SOURCE,
  });
  return {
    name: "Own encoder",
    question: QUESTION_OWN,
    verdict: passIf(figure >= LEAST_OWN),
    reason: `mean percentile ${fixed(figure)} (${claimed.name}); passes from ${LEAST_OWN} on`,
    headline: headlineOf(evidence, ofClaimed, ANY_SOURCE),
    tables: [
      {
        title: "Percentile rank of t -> t",
        rows: [
          row("single-image, mean", ownFigure(kindOf, false, meanOf)),
          row("single-image, least", ownFigure(kindOf, false, least)),
          row("multi-view, mean", ownFigure(kindOf, true, meanOf)),
          row("multi-view, least", ownFigure(kindOf, true, least)),
        ].filter((found) => found.figure !== null),
      },
    ],
  };
}
