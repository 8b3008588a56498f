import { byCodePoint } from "../domain/names.ts";
import { RANDOM } from "../domain/task.ts";
import type { ProgramEdge } from "../solver/program.ts";
import { type Check, NOTHING, notMeasured, passIf } from "./check.ts";
import type { Evidence } from "./evidence.ts";

/** Win rate below which a task is left out of the claims (method section 8). */
const LEAST = 0.8;
const NAME = "Task networks";
const QUESTION = "Does each task's own network beat the constant prediction, and a readout on the random encoder?";

/** How a task's own network fares: the share of test images that it wins. Null: not measured. */
interface NetworkSanity {
  task: string;
  vsConstant: number | null;
  vsRandom: number | null;
}

/** Tasks whose network wins less than 0.8 of the test images in a comparison that was made. */
export const weakTasks = (evidence: Evidence): Set<string> =>
  new Set(
    networksOf(evidence)
      .filter(isWeak)
      .map(({ task }) => task),
  );

const isWeak = ({ vsConstant, vsRandom }: NetworkSanity): boolean =>
  (vsConstant ?? 1) < LEAST || (vsRandom ?? 1) < LEAST;

function networksOf({ own, vsConstant }: Evidence): NetworkSanity[] {
  const vsRandom = winsVsRandom(own.edges);
  const tasks = [...new Set([...vsConstant.keys(), ...vsRandom.keys()])].sort(byCodePoint);
  return tasks.map((task) => ({
    ...{ task, vsConstant: vsConstant.get(task) ?? null, vsRandom: vsRandom.get(task) ?? null },
  }));
}

/** By target: what the readout on the random encoder does not win of the network, since Quality is its share of wins. */
const winsVsRandom = (edges: ProgramEdge[]): Map<string, number> =>
  new Map(
    edges
      .filter(({ order, sources }) => order === 1 && sources[0] === RANDOM)
      .flatMap(({ target, quality }): [string, number][] => (quality === null ? [] : [[target, 1 - quality]])),
  );

export function sanity(evidence: Evidence): Check {
  const networks = networksOf(evidence);
  if (networks.length === 0) return notMeasured(NAME, QUESTION, "no win rates of task networks are known");
  const weak = networks.filter(isWeak).map(({ task }) => task);
  const partly = networks.filter(({ vsConstant }) => vsConstant === null).map(({ task }) => task);
  const gaps =
    partly.length === 0 ? "" : `; not measured against the constant prediction: ${partly.length} of ${networks.length}`;
  const published = winsVsRandom(evidence.published.large);
  const rates = networks.flatMap(({ vsConstant, vsRandom }) => [vsConstant ?? [], vsRandom ?? []].flat());
  const publishedRates = networks.flatMap(({ task }) => published.get(task) ?? []);
  return {
    name: NAME,
    question: QUESTION,
    verdict: passIf(weak.length === 0),
    reason:
      weak.length === 0
        ? `all ${networks.length} win at least ${LEAST} of the test images${gaps}`
        : `below ${LEAST} and left out of the claims: ${weak.join(", ")}${gaps}`,
    headline: {
      ...NOTHING,
      figure: Math.min(...rates),
      published: publishedRates.length === 0 ? null : Math.min(...publishedRates),
      trivial: 0.5,
    },
    tables: [
      {
        title: "Share of test images that the task's network wins (half by chance)",
        rows: networks.map(({ task, vsConstant, vsRandom }) => {
          return { task, vsConstant, vsRandom, publishedVsRandom: published.get(task) ?? null };
        }),
      },
    ],
  };
}
