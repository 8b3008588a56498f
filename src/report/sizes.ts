import type { ProgramEdge } from "../solver/program.ts";
import { type Check, fixed, NOTHING, notMeasured, passIf, type Row } from "./check.ts";
import { type FigureOf, onTasksOf } from "./compared.ts";
import { contrastOf } from "./contrast.ts";
import type { Evidence } from "./evidence.ts";
import { levelFigure } from "./levels.ts";
import { LEAST } from "./noise-floor.ts";
import { agreementOf } from "./ranks.ts";
import type { Scope, Scopes } from "./scopes.ts";

const NAME = "Two sizes of data";
const QUESTION = "With less data for the readouts, does Quality fall, while sources keep their ranks?";

/** The experiment and the one that it ranks, beside the published 16k and 1k tables. */
export function sizes(evidence: Evidence, scopes: Scopes): Check {
  const { own, smaller, published } = evidence;
  if (smaller === null)
    return notMeasured(NAME, QUESTION, "it ranks no experiment on less data, or that one is not completed");
  const { name, keeps } = scopes.claimed;
  const agreement = agreementOf(own.edges.filter(keeps), smaller.edges.filter(keeps));
  const quality = levelFigure("quality", 1);
  const [large, small] = [quality(own.edges.filter(keeps)), quality(smaller.edges.filter(keeps))];
  const falls = large !== null && small !== null && small < large;
  return {
    name: NAME,
    question: QUESTION,
    verdict: passIf(falls && (agreement ?? 0) >= LEAST),
    reason:
      `first-order Quality ${fixed(large)}, with less data (${smaller.id}) ${fixed(small)}, mean Spearman of the ranks ` +
      `${fixed(agreement)} (${name}); passes where Quality falls and the ranks agree from ${LEAST} on, as with repeats`,
    headline: {
      ...NOTHING,
      figure: agreement,
      published: agreementOf(published.small.filter(keeps), onTasksOf(published.large, own.edges).filter(keeps)),
    },
    tables: [
      {
        title: "Mean Spearman of first-order ranks between the sizes",
        rows: scopes.all.map(({ name, keeps }): Row => {
          const part = onTasksOf(published.large, own.edges).filter(keeps);
          return {
            targets: name,
            figure: agreementOf(own.edges.filter(keeps), smaller.edges.filter(keeps)),
            published: agreementOf(published.small.filter(keeps), part),
          };
        }),
      },
      {
        title: `Levels at both sizes (less data: ${smaller.id}), published: 16k and 1k`,
        rows: scopes.all.flatMap((scope) => levelRows(evidence, smaller.edges, scope)),
      },
    ],
  };
}

function levelRows({ own, published, kindOf }: Evidence, smaller: ProgramEdge[], { name, keeps }: Scope): Row[] {
  const row = (number: string, order: string, figureOf: FigureOf): Row => {
    const at = (edges: ProgramEdge[]): number | null => figureOf(edges.filter(keeps));
    return {
      ...{ targets: name, number, order, moreData: at(own.edges), lessData: at(smaller) },
      publishedMore: at(onTasksOf(published.large, own.edges)),
      publishedLess: at(onTasksOf(published.small, own.edges)),
    };
  };
  return [
    ...[1, 2, 3, 4].map((order) => row("Gain", String(order), levelFigure("gain", order))),
    row("Quality", "1", levelFigure("quality", 1)),
    row("within minus across kinds", "1", (edges) => contrastOf(edges, kindOf)),
  ].filter(({ moreData, lessData }) => moreData !== null && lessData !== null);
}
