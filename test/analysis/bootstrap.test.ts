import { describe, expect, it } from "vitest";
import { resample } from "../../src/analysis/bootstrap.ts";
import { confidence } from "../../src/analysis/confidence.ts";
import { resampledAffinities } from "../../src/analysis/resample.ts";
import type { MeasuredEdge } from "../../src/analysis/resampled-edges.ts";
import { compare, resampledWins } from "../../src/analysis/resampled-wins.ts";
import { selection } from "../../src/analysis/selection.ts";
import { similarity } from "../../src/analysis/similarity.ts";
import { randomOf } from "../../src/domain/random.ts";
import { affinities } from "../../src/solver/ahp.ts";
import { countWins } from "../../src/solver/tournament.ts";
import { smallProgram } from "./small-programs.ts";

/** Losses of `members` candidates; of few different values where there are to be ties. */
function randomLosses(
  name: string,
  members: number,
  images: number,
  values = Number.POSITIVE_INFINITY,
): Float32Array[] {
  const random = randomOf("losses", name);
  return Array.from({ length: members }, () =>
    Float32Array.from({ length: images }, () => (Number.isFinite(values) ? random.integer(values) : random.uniform())),
  );
}

/** The drawn images one after another: what the weights stand for. */
const drawn = (losses: Float32Array, weights: Uint16Array): Float32Array =>
  Float32Array.from([...losses].flatMap((loss, image) => Array<number>(weights[image]!).fill(loss)));

describe("win counts of resamples", () => {
  // Numbers of images that fill bytes and tiles of 512 and that do not; several resamples share a number.
  for (const [members, images, values] of [
    [1, 5, 2],
    [2, 1, 2],
    [5, 8, 3],
    [4, 517, 4],
    [6, 1024, Number.POSITIVE_INFINITY],
    [3, 1300, 2],
  ] as const) {
    it(`are those of the drawn images: ${members} members, ${images} images, ${values} values`, () => {
      const losses = randomLosses("wins", members, images, values);
      const random = randomOf("weights", images);
      const weights = Array.from({ length: 8 }, (_, i) =>
        // A resample of one image only, drawn very often, is the largest sum.
        Uint16Array.from({ length: images }, (_, k) => (i === 0 ? (k === 0 ? 5000 : 0) : random.integer(4))),
      );
      const counts = resampledWins(compare(losses), weights);
      weights.forEach((weight, i) => {
        const expected = countWins(losses.map((vector) => drawn(vector, weight)));
        expect([...counts[i]!]).toEqual([...expected]);
      });
    });
  }
});

describe("resampled affinities", () => {
  const losses = randomLosses("affinities", 4, 60);
  const groups = Int32Array.from({ length: 60 }, (_, i) => Math.floor(i / 3));

  it("do not depend on how the resamples are divided", () => {
    const [all] = resampledAffinities([{ losses, groups, seed: 2, from: 0, to: 40 }]);
    const parts = [
      { from: 0, to: 13 },
      { from: 13, to: 40 },
    ].flatMap((range) => resampledAffinities([{ losses, groups, seed: 2, ...range }])[0]!);
    expect(parts).toEqual(all);
    for (const vector of all!) expect(vector.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  });

  it("of one group are those of all images", () => {
    const [[vector] = []] = resampledAffinities([{ losses, groups: new Int32Array(60), seed: 2, from: 0, to: 1 }]);
    const { values } = affinities(countWins(losses), 4, 60);
    vector!.forEach((value, i) => {
      expect(value).toBeCloseTo(values[i]!, 12);
    });
  });
});

describe("confidence", () => {
  it("covers the affinity of two candidates about as often as it says", async () => {
    // a wins each image with probability 0.6: W'_ab = 1.5, so the affinities are 0.6 and 0.4.
    const trials = 60;
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      const random = randomOf("coverage", trial);
      const won = Array.from({ length: 200 }, () => random.uniform() < 0.6);
      const losses = [Float32Array.from(won, (win) => (win ? 0 : 1)), new Float32Array(200).fill(0.5)];
      const [vectors] = resampledAffinities([
        { losses, groups: Int32Array.from({ length: 200 }, (_, i) => i), seed: trial, from: 0, to: 200 },
      ]);
      const sorted = vectors!.map((vector) => vector[0]!).sort((a, b) => a - b);
      if (sorted[5]! <= 0.6 && 0.6 <= sorted[194]!) covered++;
    }
    // 57 of 60 are expected; 50 are more than four standard deviations fewer.
    expect(covered).toBeGreaterThan(50);
  });

  it("puts the affinity into its interval, and refuses what is too large", async () => {
    const losses = randomLosses("confidence", 3, 100);
    const candidates = losses.map((vector, i) => ({
      sources: [`s${i}`],
      self: i === 0,
      control: false,
      losses: vector,
    }));
    const answer = await confidence(candidates, null, { resamples: 100, seed: 3 });
    expect(answer).toMatchObject({ by: "image", images: 100, groups: 100 });
    for (const { affinity, low, high } of answer.candidates) {
      expect(low).toBeLessThan(affinity);
      expect(high).toBeGreaterThan(affinity);
    }
    expect(answer.candidates.find(({ self }) => self)!.best).toBe(0);
    expect(answer.candidates.reduce((sum, { best }) => sum + best, 0)).toBeCloseTo(1, 12);
    for (const [scenes, asked] of [
      [null, { resamples: 0 }],
      [null, { resamples: 10_001 }],
      [["a"], {}],
      [null, { by: "scene" as const }],
    ] as const) {
      const rejected = confidence(candidates, scenes as string[] | null, { ...{ resamples: 10, seed: 3 }, ...asked });
      await expect(rejected).rejects.toMatchObject({ code: "BAD_INPUT" });
    }
  });

  /** a is better on the first 60 of 100 images. */
  const two = (copies: number) =>
    ["a", "b"].map((source, i) => ({
      ...{ sources: [source], self: false, control: false },
      losses: Float32Array.from({ length: 100 * copies }, (_, k) => (k / copies < 60 ? i : 1 - i)),
    }));
  const scenesOf = (copies: number) =>
    Array.from({ length: 100 * copies }, (_, k) => `scene ${String(Math.floor(k / copies)).padStart(3, "0")}`);

  it("by scenes of one image is by image, draw for draw", async () => {
    const asked = { resamples: 50, seed: 4 };
    const byImage = await confidence(two(1), null, asked);
    const byScene = await confidence(two(1), scenesOf(1), asked);
    expect(byScene).toMatchObject({ by: "scene", groups: 100, candidates: byImage.candidates });
    expect((await confidence(two(1), scenesOf(1), { ...asked, by: "image" })).candidates).toEqual(byImage.candidates);
  });

  it("by scenes of equal images is by one image of each: the copies tell nothing new", async () => {
    const asked = { resamples: 2000, seed: 4 };
    const once = await confidence(two(1), null, asked);
    const byScene = await confidence(two(4), scenesOf(4), asked);
    expect(byScene).toMatchObject({ images: 400, groups: 100 });
    for (const [i, { affinity, low, high }] of byScene.candidates.entries()) {
      expect(affinity).toBeCloseTo(once.candidates[i]!.affinity, 12);
      expect(low).toBeCloseTo(once.candidates[i]!.low, 12);
      expect(high).toBeCloseTo(once.candidates[i]!.high, 12);
    }
    // Of two candidates the affinity is the share won, of standard error sqrt(0.6 * 0.4 / n): four times as many images halve it.
    const byImage = await confidence(two(4), scenesOf(4), { ...asked, by: "image" });
    const width = ({ candidates: [first] }: typeof byImage): number => first!.high - first!.low;
    expect(width(byScene)).toBeGreaterThan(0.16);
    expect(width(byScene)).toBeLessThan(0.22);
    expect(width(byImage) / width(byScene)).toBeGreaterThan(0.42);
    expect(width(byImage) / width(byScene)).toBeLessThan(0.58);
  });

  it("draws the same scenes for targets whose images come in other orders", async () => {
    const losses = randomLosses("orders", 3, 60);
    const groups = Array.from({ length: 60 }, (_, i) => `s${i % 7}`);
    const reversed = { losses: losses.map((vector) => vector.toReversed()), groups: groups.toReversed() };
    const [first, second] = await resample([{ losses, groups }, reversed], { resamples: 20, seed: 1 });
    expect(second).toEqual(first);
  });
});

/** Losses whose means follow the affinities of a small program, in noise. */
function measured(noise: number): MeasuredEdge[] {
  const random = randomOf("selection", noise);
  return smallProgram("selection").edges.map((edge) => {
    const losses = Float32Array.from({ length: 200 }, () => 1 - edge.affinity + noise * random.normal());
    return { ...edge, losses };
  });
}

describe("similarity by test images", () => {
  const asked = { vectors: "rank" as const, resamples: 20, seed: 1 };

  it("is certain where every image agrees, and less so in noise", async () => {
    const clear = measured(0);
    const byImage = { by: "image" as const, measured: { edges: clear, scenes: new Map() } };
    const answer = await similarity(clear, asked, byImage);
    expect(answer.by).toBe("image");
    for (const { support } of answer.clusters) expect(support).toBe(1);
    expect(answer.stability.low).toBeCloseTo(1, 12);
    const noisy = { ...byImage, measured: { edges: measured(3), scenes: new Map() } };
    const unsure = await similarity(clear, asked, noisy);
    expect(unsure.stability.mean).toBeLessThan(0.95);
    expect(await similarity(clear, asked, noisy)).toEqual(unsure);
  });

  it("draws scenes whole, and refuses targets without losses", async () => {
    const edges = measured(3);
    const [first, ...others] = [...new Set(edges.map(({ target }) => target))];
    const scenes = new Map([first!, ...others].map((target) => [target, Array<string>(200).fill("the only one")]));
    const { clusters } = await similarity(edges, asked, { by: "scene", measured: { edges, scenes } });
    // Whatever is drawn of one scene, it is all images: always the same tree, that of the losses.
    for (const { support } of clusters) expect([0, 1]).toContain(support);
    const some = edges.filter(({ target }) => target !== first);
    await expect(similarity(edges, asked, { by: "image", measured: { edges: some, scenes } })).rejects.toMatchObject({
      code: "NO_LOSSES",
    });
  });
});

describe("selection", () => {
  it("is certain where every image agrees, and spread where they do not", async () => {
    for (const noise of [0, 3]) {
      const edges = measured(noise);
      const byTarget = new Map<string, MeasuredEdge[]>();
      for (const edge of edges) byTarget.set(edge.target, [...(byTarget.get(edge.target) ?? []), edge]);
      const ranked = [...byTarget.values()].flatMap((ofTarget) => {
        const { values } = affinities(countWins(ofTarget.map(({ losses }) => losses)), ofTarget.length, 200);
        return ofTarget.map(({ losses: _, ...edge }, i) => ({ ...edge, affinity: values[i]! }));
      });
      const input = smallProgram("selection", { edges: ranked, budget: 2 });
      const answer = await selection(input, edges, new Map(), { resamples: 12, seed: 1 });
      expect(answer.by).toBe("image");
      for (const target of ["a", "b", "c", "d", "e"]) {
        const sum = answer.edges
          .filter((edge) => edge.target === target)
          .reduce((total, { frequency }) => total + frequency, 0);
        expect(sum).toBeCloseTo(1, 12);
      }
      const certain = answer.sources.filter(({ frequency }) => frequency === 1).map(({ source }) => source);
      if (noise === 0) expect(certain.sort()).toEqual(answer.taxonomy.usedSources);
      else expect(answer.sources.length).toBeGreaterThan(2);
    }
  });

  it("refuses objectives that affinities do not decide", async () => {
    const input = smallProgram("selection", { objective: "quality" });
    await expect(selection(input, measured(0), new Map(), { resamples: 2, seed: 1 })).rejects.toMatchObject({
      code: "BAD_INPUT",
    });
  });

  it("draws scenes where all are known, and refuses targets without losses", async () => {
    const edges = measured(3);
    const targets = [...new Set(edges.map(({ target }) => target))];
    const scenes = new Map(targets.map((target) => [target, Array<string>(200).fill("the only one")]));
    const input = smallProgram("selection", { budget: 2 });
    const answer = await selection(input, edges, scenes, { resamples: 3, seed: 1 });
    // Whatever is drawn of one scene, it is all images.
    expect(answer.by).toBe("scene");
    for (const { frequency } of answer.edges) expect(frequency).toBe(1);
    scenes.delete(targets[0]!);
    expect((await selection(input, edges, scenes, { resamples: 2, seed: 1 })).by).toBe("image");
    const bySome = selection(input, edges, scenes, { resamples: 2, seed: 1, by: "scene" });
    await expect(bySome).rejects.toMatchObject({ code: "BAD_INPUT" });
    const some = edges.filter(({ target }) => target !== targets[0]);
    await expect(selection(input, some, scenes, { resamples: 2, seed: 1 })).rejects.toMatchObject({
      code: "NO_LOSSES",
      message: expect.stringContaining(`into ${targets[0]} have`),
    });
  });
});
