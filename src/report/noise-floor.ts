import { meanOf } from "../domain/mean.ts";
import { type Check, fixed, notMeasured, passIf, type Row } from "./check.ts";
import { onTasksOf } from "./compared.ts";
import type { Evidence, Repeat } from "./evidence.ts";
import { groupBy } from "./numbers.ts";
import { agreementOf } from "./ranks.ts";
import { isRepeat } from "./renewed.ts";
import type { Scopes } from "./scopes.ts";
import { sameKindFirst } from "./trivial.ts";

const NAME = "Noise floor";
const QUESTION = "Does the experiment agree with itself when it is repeated with new seeds?";
/** Below it there is no claim of structure (method section 8). */
const LEAST = 0.8;

/** Agreement of first-order ranks with each repeat, by what was made anew. */
export function noiseFloor(evidence: Evidence, scopes: Scopes): Check {
  const { own, repeats, published, kindOf } = evidence;
  if (repeats.length === 0) return notMeasured(NAME, QUESTION, "no repeat was named (--repeat ID)");
  const agreement = (repeat: Repeat, keeps = scopes.claimed.keeps): number | null =>
    agreementOf(own.edges.filter(keeps), repeat.edges.filter(keeps));
  const same = repeats.filter(({ renewed }) => isRepeat(renewed));
  const classes = [...groupBy(same, ({ renewed }) => renewed)].flatMap(([renewed, found]) => {
    const mean = meanOf(found.flatMap((repeat) => agreement(repeat) ?? []));
    return mean === null ? [] : [{ renewed, mean }];
  });
  const { keeps } = scopes.claimed;
  const agreements = same.flatMap((repeat) => agreement(repeat) ?? []);
  const missing = (["readouts", "encoders", "scenes"] as const).filter((what) => !same.some((r) => r.renewed === what));
  return {
    name: NAME,
    question: QUESTION,
    verdict: classes.length === 0 ? "NOT_MEASURED" : passIf(classes.every(({ mean }) => mean >= LEAST)),
    reason: [
      classes.length === 0
        ? "no repeat has the same settings, new seeds and a target with two sources"
        : `mean Spearman with oneself (${scopes.claimed.name}), by what was made anew: ` +
          `${classes.map(({ renewed, mean }) => `${renewed} ${fixed(mean)}`).join(", ")}; passes from ${LEAST} on`,
      ...(missing.length === 0 ? [] : [`not repeated with new ${missing.join(", ")}`]),
    ].join("; "),
    headline: {
      figure: meanOf(classes.map(({ mean }) => mean)),
      published: agreementOf(published.small.filter(keeps), onTasksOf(published.large, own.edges).filter(keeps)),
      trivial: agreementOf(sameKindFirst(own.edges.filter(keeps), kindOf), own.edges.filter(keeps)),
      lowest: classes.length === 0 ? null : Math.min(...agreements),
      highest: classes.length === 0 ? null : Math.max(...agreements),
    },
    tables: [
      {
        title: "Mean Spearman with each repeat",
        rows: repeats.flatMap((repeat) =>
          scopes.all.map(({ name, keeps }): Row => {
            const part = onTasksOf(published.large, own.edges).filter(keeps);
            return {
              ...{ repeat: repeat.id, anew: repeat.renewed, targets: name, figure: agreement(repeat, keeps) },
              publishedCeiling: agreementOf(published.small.filter(keeps), part),
              sameKindFirst: agreementOf(sameKindFirst(own.edges.filter(keeps), kindOf), own.edges.filter(keeps)),
            };
          }),
        ),
      },
    ],
  };
}
