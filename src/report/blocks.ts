import { meanOf } from "../domain/mean.ts";
import { TASK_KINDS, type TaskKind } from "../domain/task.ts";
import type { ProgramEdge } from "../solver/program.ts";
import { type Check, fixed, notMeasured, passIf, type Row } from "./check.ts";
import { compared, type FigureOf, headlineOf } from "./compared.ts";
import { contrastOf, contrastTest } from "./contrast.ts";
import type { Evidence, KindOf } from "./evidence.ts";
import { kindName } from "./kind-name.ts";
import { percentiles } from "./percentiles.ts";
import type { Scopes } from "./scopes.ts";

const NAME = "Block contrast";
const QUESTION = "Do sources serve targets of their own kind better than others?";
export const PERMUTATIONS = 9999;
export const LEVEL = 0.05;

/** Mean percentile rank of sources of one kind for targets of another, t -> t left out, `random` ranked among them. */
export const blockFigure =
  (kindOf: KindOf, source: TaskKind, target: TaskKind): FigureOf =>
  (edges) =>
    meanOf(
      percentiles(edges, { own: false })
        .filter((placed) => kindOf(placed.source) === source && kindOf(placed.target) === target)
        .map(({ percentile }) => percentile),
    );

export function blocks(evidence: Evidence, scopes: Scopes): Check {
  const { own, kindOf, seed } = evidence;
  const test = (edges: ProgramEdge[]) => contrastTest(edges, kindOf, PERMUTATIONS, seed);
  const claimed = test(own.edges.filter(scopes.claimed.keeps));
  if (claimed === null) {
    return notMeasured(
      NAME,
      QUESTION,
      `${scopes.claimed.name}: needs first-order sources of the target's kind and of others`,
    );
  }
  const contrasts = scopes.all.map(({ name, keeps }): Row => {
    const found = test(own.edges.filter(keeps));
    return {
      targets: name,
      ...compared(evidence, (edges) => contrastOf(edges.filter(keeps), kindOf)),
      chance95: found?.chance ?? null,
      p: found?.p ?? null,
    };
  });
  return {
    name: NAME,
    question: QUESTION,
    verdict: passIf(claimed.contrast > 0 && claimed.p < LEVEL),
    reason:
      `within minus across kinds ${fixed(claimed.contrast)} (${scopes.claimed.name}), p = ${claimed.p.toPrecision(2)} of ` +
      `${PERMUTATIONS} permutations of task labels, jointly as source and target, each source's mean removed (seed ${seed}); ` +
      `passes below ${LEVEL}`,
    headline: headlineOf(evidence, (edges) => contrastOf(edges.filter(scopes.claimed.keeps), kindOf), claimed.chance),
    tables: [
      { title: "Within minus across kinds", rows: contrasts },
      {
        title: "Mean percentile rank of sources, by kinds (0 worst, 1 best, a source like any other 0.5)",
        rows: blockRows(evidence),
      },
    ],
  };
}

function blockRows(evidence: Evidence): Row[] {
  const { kindOf } = evidence;
  const kinds = TASK_KINDS.filter((kind) => kind !== "CONTROL");
  const pairs = kinds.flatMap((source) => kinds.map((target) => [source, target] as const));
  return pairs.flatMap(([source, target]): Row[] => {
    const figureOf = blockFigure(kindOf, source, target);
    const numbers = compared(evidence, figureOf);
    if (numbers.figure === null) return [];
    const withoutDenoise = figureOf(evidence.own.edges.filter((edge) => edge.target !== "denoise"));
    return [{ sources: kindName(source), targets: kindName(target), ...numbers, denoiseLeftOut: withoutDenoise }];
  });
}
