import type { Features } from "../../src/estimators/features.ts";

/** Deterministic numbers; `reference.py` makes the same. */
export function wave(images: number, width: number, a: number): Features {
  const value = (i: number, k: number) => Math.sin(a * (i + 1) * (k + 2)) + 0.3 * Math.cos((i + 1) ** 2 * a);
  return { images, values: Array.from({ length: images * width }, (_, p) => value(Math.floor(p / width), p % width)) };
}
