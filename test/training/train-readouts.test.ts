import { expect, test } from "vitest";
import { type ReadoutJob, trainReadouts } from "../../src/training/train-readouts.ts";
import { average, classLabels, classMapLabels, noise, pixelLabels, SCHEDULE, SHAPE } from "./fixtures.ts";

const [TRAIN, TEST] = [24, 12];
const PER_IMAGE = 4 * 4 * 2;

const representation = (name: string) => ({
  train: noise(TRAIN * PER_IMAGE, name, "train").map((v) => 10 * v + 3),
  test: noise(TEST * PER_IMAGE, name, "test").map((v) => 10 * v + 3),
});
const split = <T>(make: (count: number) => T) => ({ train: make(TRAIN), test: make(TEST) });

const job: ReadoutJob = {
  members: [
    { sources: ["a"], target: "map" },
    { sources: ["b"], target: "map" },
    { sources: ["a", "b"], target: "map" },
    { sources: ["a"], target: "classMap" },
    { sources: ["a"], target: "class" },
  ],
  representations: { a: representation("a"), b: representation("b") },
  labels: {
    map: split((n) => pixelLabels(noise(n * 256, "map", n), 1)),
    classMap: split((n) =>
      classMapLabels(
        noise(n * 256, "ids", n).map((v) => Math.floor(3 * v)),
        3,
      ),
    ),
    class: split((n) =>
      classLabels(
        Float32Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? 1 : 0)),
        2,
      ),
    ),
  },
  shape: SHAPE,
  schedule: SCHEDULE,
  seed: 3,
};

test("every member trained alone reaches, bit for bit, the losses that it reaches in its group", async () => {
  const together = await trainReadouts(job);
  for (const [i, member] of job.members.entries()) {
    const [alone] = await trainReadouts({ ...job, members: [member] });
    expect(alone, JSON.stringify(member)).toEqual(together[i]);
    expect(alone).toMatchObject({ status: "COMPUTED" });
  }
});

test("a re-run reaches the same losses bit for bit", async () => {
  expect(await trainReadouts(job)).toEqual(await trainReadouts(job));
});

test("a member that diverges FAILED and leaves the others alone", async () => {
  const broken = { ...representation("b"), train: new Float32Array(TRAIN * PER_IMAGE).fill(Number.NaN) };
  const healthy = await trainReadouts(job);
  const results = await trainReadouts({ ...job, representations: { ...job.representations, b: broken } });
  expect(results.map(({ status }) => status)).toEqual(["COMPUTED", "FAILED", "FAILED", "COMPUTED", "COMPUTED"]);
  expect(results[1]).toMatchObject({ error: expect.stringContaining("DIVERGED") });
  expect(results[0]).toEqual(healthy[0]);
});

test("the order in which sources are named does not matter", async () => {
  const members = [{ sources: ["b", "a"], target: "map" }];
  expect(await trainReadouts({ ...job, members })).toEqual([(await trainReadouts(job))[2]]);
});

test("a source's scale does not matter: inputs are normalised by the training images", async () => {
  const { a } = job.representations;
  // Powers of two scale exactly; the added epsilon of the variance is all that remains.
  const scaled = { train: a!.train.map((v) => 4 * v), test: a!.test.map((v) => 4 * v) };
  const members = job.members.slice(0, 1);
  const [plain] = await trainReadouts({ ...job, members });
  const [other] = await trainReadouts({ ...job, members, representations: { ...job.representations, a: scaled } });
  if (plain?.status !== "COMPUTED" || other?.status !== "COMPUTED") throw new Error("not computed");
  expect(average(other.losses)).toBeCloseTo(average(plain.losses), 4);
});

test("the event loop runs between steps", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  await trainReadouts(job);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(2);
});

test("a target of several views sees the representations of all of them", async () => {
  // Whether the two views of an example are alike can be told from both alone.
  const rows = (n: number, name: string) =>
    Float32Array.from({ length: n }, (_, i) => (noise(n, name)[i]! < 0.5 ? 0 : 1));
  const spread = (bits: Float32Array) =>
    Float32Array.from({ length: bits.length * PER_IMAGE }, (_, i) => bits[Math.floor(i / PER_IMAGE)]!);
  const [n, m] = [128, 64];
  const first = { train: rows(n, "first"), test: rows(m, "first test") };
  const second = { train: rows(n, "second"), test: rows(m, "second test") };
  const alike = (of: "train" | "test") =>
    classLabels(
      Float32Array.from({ length: 2 * first[of].length }, (_, i) =>
        Number((first[of][i >> 1] === second[of][i >> 1]) === (i % 2 === 1)),
      ),
      2,
    );
  const anchors = { train: spread(first.train), test: spread(first.test) };
  const next = { train: spread(second.train), test: spread(second.test) };
  const pairs = {
    ...job,
    labels: { alike: { train: alike("train"), test: alike("test") } },
    representations: { a: { ...anchors, partners: { next } } },
    schedule: { ...SCHEDULE, epochs: 20, decayEpoch: 15 },
  };
  const meanOf = async (partners: "next"[]) => {
    const [result] = await trainReadouts({ ...pairs, members: [{ sources: ["a"], target: "alike", partners }] });
    if (result?.status !== "COMPUTED") throw new Error("not computed");
    return average(result.losses);
  };
  expect(await meanOf(["next"])).toBeLessThan(0.2);
  // Even odds cost log 2.
  expect(await meanOf([])).toBeGreaterThan(0.6);
});
