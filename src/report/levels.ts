import { meanOf } from "../domain/mean.ts";
import type { ProgramEdge } from "../solver/program.ts";
import { type Check, fixed, notMeasured, passIf, type Row } from "./check.ts";
import { compared, type FigureOf, headlineOf } from "./compared.ts";
import type { Evidence } from "./evidence.ts";
import { kindName } from "./kind-name.ts";
import type { Scope, Scopes } from "./scopes.ts";

const NAME = "Levels";
const QUESTION = "Do transfers gain over scratch as in the paper, and more with more sources?";
/** Sets of five and more sources are taken together. */
const LAST = 5;

/** Mean Gain or Quality of all transfers of an order (5: and above); self edges and t -> t left out, `random` not. */
export const levelFigure =
  (number: "gain" | "quality", order: number): FigureOf =>
  (edges) =>
    meanOf(
      edges
        .filter((edge) => isTransfer(edge) && Math.min(edge.order, LAST) === order)
        .flatMap((edge) => edge[number] ?? []),
    );

const isTransfer = ({ self, order, sources, target }: ProgramEdge): boolean =>
  !self && !(order === 1 && sources[0] === target);

export function levels(evidence: Evidence, scopes: Scopes): Check {
  const own = evidence.own.edges.filter(scopes.claimed.keeps);
  const orders = Array.from({ length: LAST }, (_, i) => i + 1);
  const gains = orders.flatMap((order) => levelFigure("gain", order)(own) ?? []);
  if (gains.length === 0) return notMeasured(NAME, QUESTION, "no transfer has a Gain");
  const quality = levelFigure("quality", 1)(own);
  const rises = gains.every((gain, i) => i === 0 || gain > gains[i - 1]!);
  return {
    name: NAME,
    question: QUESTION,
    verdict: passIf(rises && (quality ?? 0) < 0.5),
    reason:
      `mean Gain by order ${gains.map((gain) => fixed(gain)).join(", ")}, first-order Quality ${fixed(quality)} (${scopes.claimed.name}); ` +
      "passes where Gain rises with the order, and little data from frozen encoders stays below full supervision (0.5)",
    headline: headlineOf(evidence, (edges) => levelFigure("gain", 1)(edges.filter(scopes.claimed.keeps)), 0.5),
    tables: [
      {
        title: "Mean by order (Gain of scratch, and Quality of full supervision: 0.5)",
        rows: scopes.all.flatMap((scope) => orderRows(evidence, scope, orders)),
      },
      { title: "Mean first-order Gain, by kinds", rows: kindRows(evidence) },
    ],
  };
}

function orderRows(evidence: Evidence, { name, keeps }: Scope, orders: number[]): Row[] {
  const row = (number: "gain" | "quality", order: number): Row => {
    const figureOf = levelFigure(number, order);
    return {
      ...{
        targets: name,
        number: number === "gain" ? "Gain" : "Quality",
        order: order === LAST ? "5 and more" : String(order),
      },
      ...compared(evidence, (edges) => figureOf(edges.filter(keeps))),
    };
  };
  return [...orders.map((order) => row("gain", order)), row("quality", 1)].filter(({ figure }) => figure !== null);
}

function kindRows(evidence: Evidence): Row[] {
  const { own, kindOf } = evidence;
  const first = own.edges.filter((edge) => edge.order === 1);
  const kinds = (tasks: string[]) => [...new Set(tasks.map(kindOf))].sort();
  return kinds(first.map(({ sources }) => sources[0]!)).flatMap((source) =>
    kinds(first.map(({ target }) => target)).flatMap((target): Row[] => {
      const isMeant = (edge: ProgramEdge): boolean =>
        edge.order === 1 && kindOf(edge.sources[0]!) === source && kindOf(edge.target) === target;
      const numbers = compared(evidence, (edges) => levelFigure("gain", 1)(edges.filter(isMeant)));
      return numbers.figure === null ? [] : [{ sources: kindName(source), targets: kindName(target), ...numbers }];
    }),
  );
}
