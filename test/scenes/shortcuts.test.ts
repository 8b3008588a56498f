import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadImages } from "../../src/dataset/images.ts";
import { loadLabels } from "../../src/dataset/labels.ts";
import { type Dataset, openDataset } from "../../src/dataset/open.ts";
import { finishDataset, generateScenes } from "../../src/scenes/generate.ts";
import { TASKS, taskDefinition } from "../../src/tasks/registry.ts";
import reference from "./full-network.json" with { type: "json" };
import { type Cells, cells, SHORTCUTS, type Shortcut, tableLoss } from "./shortcuts.ts";

// Method section 7: neither a pixel's colours nor its position may tell half as much as the task's own network does. What that network achieves
// was measured by bench/full-network.ts on preset demo: the share of the best constant's loss that it saves.
const tasks = Object.entries(reference.improvements);

let dataset: Dataset;
let tables: Record<Shortcut, Cells>;

beforeAll(async () => {
  const path = await mkdtemp(join(tmpdir(), "taskonomy-shortcuts-"));
  const names = tasks.map(([name]) => name);
  await generateScenes({
    seed: 1,
    views: { train: 400, val: 1, test: 200 },
    viewsPerScene: 2,
    imageSize: 64,
    path,
    tasks: names,
  });
  await finishDataset(path);
  dataset = await openDataset(path);
  const [train, test] = [
    await loadImages(dataset, dataset.splits.train),
    await loadImages(dataset, dataset.splits.test),
  ];
  tables = Object.fromEntries(
    SHORTCUTS.map((name) => [name, cells(name, train, test, dataset.imageSize)]),
  ) as typeof tables;
}, 300_000);

afterAll(() => rm(dataset.path, { recursive: true }));

// Vectors and embeddings are out of reach for a table of pixels.
test("every map and class but the 2D ones and class_selected has a measured network", () => {
  const judged = [...TASKS.values()].filter(
    ({ name, kind, output }) =>
      (kind === "THREE_D" || kind === "SEMANTIC") &&
      ["pixels", "segmentation", "class"].includes(output!.kind) &&
      name !== "class_selected",
  );
  expect(tasks.map(([name]) => name).sort()).toEqual(judged.map(({ name }) => name).sort());
});

test.each(tasks)("%s is no short cut from colour or position", async (name, network) => {
  const task = taskDefinition(name);
  const [train, held] = [await loadLabels(dataset, task, "train"), await loadLabels(dataset, task, "test")];
  const loss = (shortcut: Shortcut) => tableLoss(tables[shortcut], train, held);
  const constant = loss("constant");
  for (const shortcut of ["colour", "position"] as const) {
    const improvement = 1 - loss(shortcut) / constant;
    expect(improvement, `${shortcut}: ${improvement.toFixed(3)} of ${network}`).toBeLessThan(0.5 * network);
  }
});
