import { meanAgreement, targetAgreements } from "../analysis/agreement.ts";
import type { ProgramEdge } from "../solver/program.ts";
import { type Check, fixed, notMeasured, passIf, type Row } from "./check.ts";
import { onTasksOf, spread } from "./compared.ts";
import type { Evidence } from "./evidence.ts";
import type { Scope, Scopes } from "./scopes.ts";
import { sameKindFirst, servesOthers } from "./trivial.ts";

const NAME = "Ranks of sources";
const QUESTION = "Are the sources of a target ranked as in the published tables?";

/** Mean over targets of Spearman's correlation of first-order affinities, over the sources that both have, t -> t left out. */
export const agreementOf = (a: ProgramEdge[], b: ProgramEdge[]): number | null => meanAgreement(targetAgreements(a, b));

export function ranks(evidence: Evidence, scopes: Scopes): Check {
  const claimed = agreementRow(evidence, scopes.claimed, "large");
  if (claimed.figure === null)
    return notMeasured(NAME, QUESTION, "no target has two sources that the published table ranks, too");
  const { figure, sameKindFirst: kind, servesOthers: other, ceiling } = claimed;
  return {
    name: NAME,
    question: QUESTION,
    verdict: passIf(figure > (kind ?? 0) && figure > (other ?? 0)),
    reason:
      `mean Spearman ${fixed(figure)} with the 16k table (${scopes.claimed.name}), of a ceiling of ${fixed(ceiling)} between the ` +
      `two published tables; passes above both trivial baselines, ${fixed(kind)} and ${fixed(other)}`,
    headline: {
      figure,
      published: ceiling,
      trivial: Math.max(kind ?? 0, other ?? 0),
      lowest: claimed.lowest,
      highest: claimed.highest,
    },
    tables: [
      {
        title: "Mean Spearman with the published ranks, and that of the trivial rankings",
        rows: (["large", "small"] as const).flatMap((table) =>
          scopes.all.map((scope): Row => ({ ...agreementRow(evidence, scope, table) })),
        ),
      },
      { title: "By target, with the 16k table", rows: targetRows(evidence) },
    ],
  };
}

/** All of it on the sources and targets that experiment and table share, so that ceiling and baselines are those of the same tasks. */
function agreementRow(evidence: Evidence, { name, keeps }: Scope, table: "large" | "small") {
  const { own, published, kindOf } = evidence;
  const part = onTasksOf(published[table], own.edges).filter(keeps);
  const agreement = (edges: ProgramEdge[]): number | null => agreementOf(edges.filter(keeps), part);
  return {
    table: table === "large" ? "16k" : "1k",
    targets: name,
    figure: agreement(own.edges),
    ceiling: agreement(published[table === "large" ? "small" : "large"]),
    sameKindFirst: agreement(sameKindFirst(part, kindOf)),
    servesOthers: agreement(servesOthers(part)),
    ...spread(evidence, agreement),
  };
}

function targetRows({ own, published, kindOf }: Evidence): Row[] {
  const part = onTasksOf(published.large, own.edges);
  const columns = {
    ceiling: published.small,
    sameKindFirst: sameKindFirst(part, kindOf),
    servesOthers: servesOthers(part),
  };
  const others = Object.entries(columns).map(
    ([name, edges]) =>
      [name, new Map(targetAgreements(edges, part).map(({ target, spearman }) => [target, spearman]))] as const,
  );
  return targetAgreements(own.edges, part).map(({ target, sources, spearman }) => ({
    ...{ target, sources, figure: spearman },
    ...Object.fromEntries(others.map(([name, found]) => [name, found.get(target) ?? null])),
  }));
}
