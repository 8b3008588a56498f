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
