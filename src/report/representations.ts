import { blockFigure, LEVEL, PERMUTATIONS } from "./blocks.ts";
import { type Check, fixed, NOTHING, notMeasured, passIf, type Row } from "./check.ts";
import { onTasksOf } from "./compared.ts";
import { contrastOf, contrastTest } from "./contrast.ts";
import { randomFigure } from "./controls.ts";
import type { Evidence } from "./evidence.ts";
import { levelFigure } from "./levels.ts";
import { agreementOf } from "./ranks.ts";
import type { Scopes } from "./scopes.ts";

const NAME = "Representations";
const QUESTION = "Is the structure there with representations of other sizes, too?";

/** The experiment beside the same with coarser or finer representations; the finer, the more of the image any encoder keeps. */
export function representations(evidence: Evidence, { claimed }: Scopes): Check {
  const { own, resized, published, kindOf, seed } = evidence;
  if (resized.length === 0) return notMeasured(NAME, QUESTION, "no other size was named (--compare ID)");
  const ranked = own.edges.filter(claimed.keeps);
  const table = onTasksOf(published.large, own.edges).filter(claimed.keeps);
  const block = (source: "TWO_D" | "THREE_D", target: "TWO_D" | "THREE_D") => blockFigure(kindOf, source, target);
  const rows = resized.map(({ id, size, edges: all }) => {
    const edges = all.filter(claimed.keeps);
    const found = contrastTest(edges, kindOf, PERMUTATIONS, seed);
    return {
      ...{ experiment: id, size, withinMinusAcross: found?.contrast ?? null, p: found?.p ?? null },
      ...{ "2D to 2D": block("TWO_D", "TWO_D")(edges), "3D to 3D": block("THREE_D", "THREE_D")(edges) },
      ...{ "2D to 3D": block("TWO_D", "THREE_D")(edges), "3D to 2D": block("THREE_D", "TWO_D")(edges) },
      random: randomFigure((target) => kindOf(target) !== "TWO_D")(edges),
      gain: levelFigure("gain", 1)(edges),
      ...{ agreementWithTable: agreementOf(edges, table), agreementWithFirst: agreementOf(edges, ranked) },
    } satisfies Row;
  });
  const figures = rows.map(
    ({ size, withinMinusAcross, p }) => `${size} ${fixed(withinMinusAcross)} (p = ${fixed(p, 4)})`,
  );
  return {
    name: NAME,
    question: QUESTION,
    verdict: passIf(rows.every(({ withinMinusAcross, p }) => (withinMinusAcross ?? 0) > 0 && (p ?? 1) < LEVEL)),
    reason: `block contrast (${claimed.name}) at ${figures.join(", ")}; passes with p below ${LEVEL} at every size`,
    headline: {
      ...NOTHING,
      figure: Math.min(...rows.map(({ withinMinusAcross }) => withinMinusAcross ?? 0)),
      published: contrastOf(table, kindOf),
    },
    tables: [{ title: `By size of the representation (${claimed.name}), first order`, rows }],
  };
}
