import { badInput } from "../domain/errors.ts";
import { byCodePoint } from "../domain/names.ts";
import type { ResamplingUnit } from "../domain/resampling-unit.ts";
import type { ProgramEdge, ProgramInput } from "../solver/program.ts";
import type { TaxonomyAnswer } from "../solver/taxonomy.ts";
import type { ResamplesAsked } from "./bootstrap.ts";
import { best, prover } from "./prove.ts";
import { type MeasuredEdge, resampledEdges } from "./resampled-edges.ts";

/** How often something is in the best taxonomy of a resample. */
interface SelectedSource {
  source: string;
  frequency: number;
  /** Whether it is in the taxonomy of all images. */
  chosen: boolean;
}

interface SelectedEdge {
  target: string;
  sources: string[];
  self: boolean;
  frequency: number;
  chosen: boolean;
}

export interface Selection {
  taxonomy: TaxonomyAnswer;
  /** Those that some resample chose, the most frequent first. */
  sources: SelectedSource[];
  edges: SelectedEdge[];
  /** 95% of the resamples' best values are between. */
  value: { low: number; high: number };
  /** What was drawn. */
  by: ResamplingUnit;
  resamples: number;
  seed: number;
  note: string;
}

/** A program is solved for each. */
const MAX_RESAMPLES = 1000;

const NOTE =
  "For every resample of the test images all affinities are computed anew and the program is solved again. Targets with the same scenes, " +
  "or by image with equally many images, are taken to share them and resampled alike. Best values are chosen on the images that give " +
  "them, so they are somewhat high.";

/**
 * How sure the best taxonomy is: selection frequencies of its sources and edges over bootstrap resamples. `input.edges` gives the
 * taxonomy of all images, `scenes` the scene of each test image, by target, where they are known. Errors: BAD_INPUT (objectives that are
 * no function of affinities, scenes asked for and not known), NO_LOSSES, NOT_FOUND, INFEASIBLE, TIME_LIMIT.
 */
export async function selection(
  input: ProgramInput,
  measured: MeasuredEdge[],
  scenes: ReadonlyMap<string, string[]>,
  asked: ResamplesAsked,
  signal?: AbortSignal,
): Promise<Selection> {
  const { resamples, seed } = asked;
  if (input.objective === "gain" || input.objective === "quality") {
    throw badInput(`objective ${input.objective}: allowed are those that affinities decide, as affinity or log`);
  }
  if (!(Number.isInteger(resamples) && resamples >= 1 && resamples <= MAX_RESAMPLES)) {
    throw badInput(`resamples ${resamples}: allowed are 1 to ${MAX_RESAMPLES}, as each is solved`);
  }
  const prove = prover(input.timeLimit, signal);
  const taxonomy = await best(prove, input);
  const targets = input.targets ?? input.edges.map(({ target }) => target);
  const resampled = await resampledEdges({ edges: measured, scenes }, targets, asked, signal);

  const sources = new Map<string, number>();
  const edges = new Map<string, { edge: Omit<ProgramEdge, "control">; count: number }>();
  const values: number[] = [];
  for (let number = 0; number < resamples; number++) {
    const answer = await best(prove, { ...input, edges: resampled.of(number) });
    values.push(answer.value);
    for (const source of answer.usedSources) sources.set(source, (sources.get(source) ?? 0) + 1);
    for (const edge of answer.transfers) {
      const entry = edges.get(nameOf(edge)) ?? { edge, count: 0 };
      entry.count++;
      edges.set(nameOf(edge), entry);
    }
  }
  const chosen = new Set(taxonomy.transfers.map(nameOf));
  values.sort((a, b) => a - b);
  return {
    taxonomy,
    sources: [...sources]
      .map(([source, count]) => ({
        ...{ source, frequency: count / resamples, chosen: taxonomy.usedSources.includes(source) },
      }))
      .sort((a, b) => b.frequency - a.frequency || byCodePoint(a.source, b.source)),
    edges: [...edges]
      .map(([name, { edge, count }]) => ({
        ...{ target: edge.target, sources: edge.sources, self: edge.self },
        ...{ frequency: count / resamples, chosen: chosen.has(name) },
      }))
      .sort((a, b) => byCodePoint(a.target, b.target) || b.frequency - a.frequency),
    value: {
      low: values[Math.round(0.025 * (resamples - 1))]!,
      high: values[Math.round(0.975 * (resamples - 1))]!,
    },
    ...{ by: resampled.by, resamples, seed, note: NOTE },
  };
}

const nameOf = ({ target, sources, self }: { target: string; sources: string[]; self: boolean }): string =>
  `${self ? "self" : sources.join("+")}>${target}`;
