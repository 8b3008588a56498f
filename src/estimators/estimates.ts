import type { Estimate, EstimateMethod } from "../domain/estimate.ts";
import { byCodePoint } from "../domain/names.ts";
import { ddsSignature } from "./dds.ts";
import type { Features } from "./features.ts";
import { hScore } from "./h-score.ts";
import { logMe } from "./logme.ts";
import type { Candidates } from "./priors.ts";
import { rsaSignature } from "./rsa.ts";
import { type Signature, similarity } from "./signature.ts";
import { type Spectrum, spectrumOf } from "./spectrum.ts";

/** Of the readouts' images the first so many are enough (method section 9). */
export const PROBE_IMAGES = 300;

/** Ground truth that a linear model may predict: a class an image, or a vector an image. */
export type ProbeLabels = { kind: "classes"; classes: number[] } | { kind: "vectors"; vectors: Features };

/** What estimates need of an encoder. */
export interface Profile {
  signatures: Record<SimilarityMethod, Signature>;
  spectrum: Spectrum | null;
}

type SimilarityMethod = Extract<EstimateMethod, "DDS_COSINE" | "DDS_LAPLACIAN" | "RSA">;
const SIMILARITIES: SimilarityMethod[] = ["DDS_COSINE", "DDS_LAPLACIAN", "RSA"];

/** Of an encoder's representations; `labelled`: whether there are labels to compare them with, which costs as much again. */
export const profileOf = (features: Features, labelled: boolean): Profile => ({
  signatures: {
    DDS_COSINE: ddsSignature(features, "cosine"),
    DDS_LAPLACIAN: ddsSignature(features, "laplacian"),
    RSA: rsaSignature(features),
  },
  spectrum: labelled ? spectrumOf(features) : null,
});

type Estimated = Pick<Estimate, "source" | "target" | "method" | "value" | "rank">;

/**
 * Estimates for every candidate pair whose source has a profile, by every method that applies: similarities where the target has a
 * profile too, LogME for targets with labels, the H-score for classes. `profiles` by task, `labels` by target. Pure.
 */
export function estimates(
  candidates: Candidates,
  profiles: ReadonlyMap<string, Profile>,
  labels: ReadonlyMap<string, ProbeLabels>,
): Estimated[] {
  return [...candidates].flatMap(([target, candidate]) => {
    const sources = candidate.filter((source) => profiles.has(source));
    const by = (method: EstimateMethod, value: (source: Profile) => number): Estimated[] =>
      ranked(sources.map((source) => ({ source, target, method, value: value(profiles.get(source)!) })));
    const own = profiles.get(target);
    const truth = labels.get(target);
    return [
      ...SIMILARITIES.flatMap((method) =>
        own === undefined ? [] : by(method, ({ signatures }) => similarity(signatures[method], own.signatures[method])),
      ),
      ...(truth === undefined ? [] : by("LOGME", ({ spectrum }) => logMe(spectrum!, columnsOf(truth)))),
      ...(truth?.kind === "classes" ? by("H_SCORE", ({ spectrum }) => hScore(spectrum!, truth.classes)) : []),
    ];
  });
}

function ranked(values: Omit<Estimated, "rank">[]): Estimated[] {
  const best = values.sort((a, b) => b.value - a.value || byCodePoint(a.source, b.source));
  return best.map((estimate, i) => ({ ...estimate, rank: i + 1 }));
}

function columnsOf(labels: ProbeLabels): Features {
  if (labels.kind === "vectors") return labels.vectors;
  const { classes } = labels;
  const present = [...new Set(classes)].sort((a, b) => a - b);
  return { images: classes.length, values: classes.flatMap((own) => present.map((other) => Number(other === own))) };
}
