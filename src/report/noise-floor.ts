import { meanOf } from "../domain/mean.ts";
import { type Check, fixed, notMeasured, passIf, type Row } from "./check.ts";
import { onTasksOf } from "./compared.ts";
import type { Evidence, Repeat } from "./evidence.ts";
import { groupBy } from "./numbers.ts";
import { agreementOf } from "./ranks.ts";
import type { Scopes } from "./scopes.ts";
import { sameKindFirst } from "./trivial.ts";

const NAME = "Noise floor";
const QUESTION = "Does the experiment agree with itself when it is repeated with new seeds?";
/** Below it there is no claim of structure (method section 8). */
export const LEAST = 0.8;

/** Agreement of first-order ranks with each repeat, by what was made anew. */
export function noiseFloor(evidence: Evidence, scopes: Scopes): Check {
  const { own, repeats, published, kindOf } = evidence;
  if (repeats.length === 0) return notMeasured(NAME, QUESTION, "no repeat was named (--repeat ID)");
  const agreement = (repeat: Repeat, keeps = scopes.claimed.keeps): number | null =>
    agreementOf(own.edges.filter(keeps), repeat.edges.filter(keeps));
  const rowsOf = (repeat: Repeat): Row[] =>
    scopes.all.map(({ name, keeps }) => {
      const part = onTasksOf(published.large, own.edges).filter(keeps);
      return {
        ...{ repeat: repeat.id, anew: repeat.renewed.what, targets: name, figure: agreement(repeat, keeps) },
        publishedCeiling: agreementOf(published.small.filter(keeps), part),
        sameKindFirst: agreementOf(sameKindFirst(own.edges.filter(keeps), kindOf), own.edges.filter(keeps)),
      };
    });
  const parts = [...groupBy(repeats, ({ renewed }) => renewed.part)].flatMap(([part, found]) => {
    const mean = meanOf(found.flatMap((repeat) => agreement(repeat) ?? []));
    return mean === null ? [] : [{ part, mean }];
  });
  const tables = [{ title: "Mean Spearman with each repeat, and its seeds", rows: repeats.flatMap(rowsOf) }];
  if (parts.length === 0) {
    return {
      ...notMeasured(NAME, QUESTION, `no repeat has a target with two sources (${scopes.claimed.name})`),
      tables,
    };
  }
  const { keeps } = scopes.claimed;
  const agreements = repeats.flatMap((repeat) => agreement(repeat) ?? []);
  const missing = ["readouts", "encoders", "scenes"].filter((part) => !parts.some((found) => found.part === part));
  return {
    name: NAME,
    question: QUESTION,
    verdict: passIf(parts.every(({ mean }) => mean >= LEAST)),
    reason: [
      `mean Spearman with oneself (${scopes.claimed.name}), by what was made anew: ` +
        `${parts.map(({ part, mean }) => `${part} ${fixed(mean)}`).join(", ")}; passes from ${LEAST} on`,
      ...(missing.length === 0 ? [] : [`not repeated with new ${missing.join(", ")}`]),
    ].join("; "),
    headline: {
      figure: meanOf(parts.map(({ mean }) => mean)),
      published: agreementOf(published.small.filter(keeps), onTasksOf(published.large, own.edges).filter(keeps)),
      trivial: agreementOf(sameKindFirst(own.edges.filter(keeps), kindOf), own.edges.filter(keeps)),
      lowest: Math.min(...agreements),
      highest: Math.max(...agreements),
    },
    tables,
  };
}
