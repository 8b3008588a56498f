import { RANDOM, SHUFFLED } from "../domain/task.ts";
import type { ProgramEdge } from "../solver/program.ts";
import { type Check, fixed, notMeasured, passIf, type Row } from "./check.ts";
import { type FigureOf, headlineOf, spread } from "./compared.ts";
import { ANY_SOURCE, randomFigure } from "./controls.ts";
import type { Evidence } from "./evidence.ts";
import { kindName } from "./kind-name.ts";
import type { Scopes } from "./scopes.ts";

const NAME = "Shuffled labels";
const QUESTION = "Is an encoder that was trained on the labels of other views as poor a source as a random one?";
/** Ours: so far above `random`, two or three places among 25 other sources, is taken for noise. */
const MARGIN = 0.1;

const isShuffled = ({ sources }: ProgramEdge): boolean => sources.includes(SHUFFLED);

/** What all other checks are about: the paper had no such control, and its ranks and means are over sources without it. */
export function withoutShuffled(evidence: Evidence): Evidence {
  const { own, repeats, smaller, resized, losses, vsConstant } = evidence;
  const without = <R extends { edges: ProgramEdge[] }>(run: R): R => ({
    ...run,
    edges: run.edges.filter((edge) => !isShuffled(edge)),
  });
  return {
    ...evidence,
    own: without(own),
    repeats: repeats.map(without),
    smaller: smaller && without(smaller),
    resized: resized.map(without),
    losses: "missing" in losses ? losses : without(losses),
    vsConstant: new Map([...vsConstant].filter(([task]) => task !== SHUFFLED)),
  };
}

/** Percentiles of `shuffled` in the place of `random`, so that both are ranked among the same sources. */
const shuffledFigure =
  (isChosen: (target: string) => boolean): FigureOf =>
  (edges) =>
    randomFigure(isChosen)(
      edges
        .filter(({ sources }) => !sources.includes(RANDOM))
        .map((edge) => (isShuffled(edge) ? { ...edge, sources: edge.sources.map(asRandom) } : edge)),
    );

const asRandom = (source: string): string => (source === SHUFFLED ? RANDOM : source);

/** Of evidence as it was measured, `shuffled` included. */
export function shuffledControl(evidence: Evidence, { claimed }: Scopes): Check {
  const { own, kindOf } = evidence;
  const { edges: others } = withoutShuffled(evidence).own;
  const isNot2D = (target: string): boolean => kindOf(target) !== "TWO_D";
  const ofClaimed: FigureOf = (edges) => shuffledFigure(isNot2D)(edges.filter(claimed.keeps));
  const figure = ofClaimed(own.edges);
  const random = randomFigure(isNot2D)(others.filter(claimed.keeps));
  if (figure === null || random === null)
    return notMeasured(NAME, QUESTION, "shuffled or random is no source, or there are 2D targets only");
  const row = (targets: string, isChosen: (target: string) => boolean): Row => {
    const figureOf = shuffledFigure(isChosen);
    const numbers = { figure: figureOf(own.edges), random: randomFigure(isChosen)(others) };
    return { targets, ...numbers, ...spread(evidence, figureOf), anySource: ANY_SOURCE };
  };
  const kinds = [...new Set(own.edges.map(({ target }) => kindOf(target)))].sort();
  return {
    name: NAME,
    question: QUESTION,
    verdict: passIf(figure <= random + MARGIN),
    reason:
      `mean percentile ${fixed(figure)}, of random ${fixed(random)}, for targets other than 2D (${claimed.name}), each ranked without ` +
      `the other; passes up to ${MARGIN} above random`,
    headline: headlineOf(evidence, ofClaimed, ANY_SOURCE),
    tables: [
      {
        title: "Mean percentile rank of shuffled, and of random in its place",
        rows: [
          ...kinds.map((kind) => row(kindName(kind), (target) => kindOf(target) === kind)),
          row("all but 2D", isNot2D),
        ],
      },
    ],
  };
}
