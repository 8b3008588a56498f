import { TaskonomyError } from "../domain/errors.ts";
import type { ResamplingUnit } from "../domain/resampling-unit.ts";
import type { ProgramEdge } from "../solver/program.ts";
import { type ResamplesAsked, resample, unitOf } from "./bootstrap.ts";

/** An edge of the program with its losses, all of a target's on the same images. */
export type MeasuredEdge = ProgramEdge & { losses: Float32Array };

/** What a bootstrap of several targets draws from. */
export interface MeasuredEdges {
  edges: MeasuredEdge[];
  /** The scene of each test image, by target, where they are known. */
  scenes: ReadonlyMap<string, string[]>;
}

export interface ResampledEdges {
  /** What was drawn. */
  by: ResamplingUnit;
  /** All edges, with the affinities of a resample. */
  of(resample: number): ProgramEdge[];
}

/**
 * The edges with the affinities of each bootstrap resample. Targets with the same scenes, or by image with equally many images, are taken
 * to share them and are resampled alike. Errors: NO_LOSSES where one of `targets` has none, BAD_INPUT.
 */
export async function resampledEdges(
  { edges, scenes }: MeasuredEdges,
  targets: Iterable<string>,
  asked: ResamplesAsked,
  signal?: AbortSignal,
): Promise<ResampledEdges> {
  const byTarget = new Map<string, MeasuredEdge[]>();
  for (const edge of edges) byTarget.set(edge.target, [...(byTarget.get(edge.target) ?? []), edge]);
  requireMeasured(targets, byTarget);
  const groups = [...byTarget.keys()].map((target) => scenes.get(target) ?? null);
  const by = unitOf(groups, asked);
  const measured = [...byTarget.values()];
  const vectors = await resample(
    measured.map((edges, i) => ({
      losses: edges.map(({ losses }) => losses),
      groups: by === "scene" ? groups[i]! : null,
    })),
    asked,
    signal,
  );
  const of = (number: number): ProgramEdge[] =>
    measured.flatMap((edges, target) =>
      edges.map(({ losses: _, ...edge }, i) => ({ ...edge, affinity: vectors[target]![number]![i]! })),
    );
  return { by, of };
}

/** A target without losses would be missing in every resample. */
function requireMeasured(targets: Iterable<string>, measured: ReadonlyMap<string, unknown>): void {
  const missing = [...targets].find((target) => !measured.has(target));
  if (missing === undefined) return;
  const message = `the transfers into ${missing} have no per-image losses: name the targets that have, to resample these`;
  throw new TaskonomyError("NO_LOSSES", message);
}
