/**
 * How much a task's own network improves on the best constant prediction, for the gate against short cuts (test/scenes/shortcuts.test.ts):
 *   npx tsx bench/full-network.ts FOLDER [TASK...] > test/scenes/full-network.json
 * FOLDER receives the data of preset demo, unless it holds it already. Takes minutes a task.
 */
import { firstViews, loadImages, loadInputs } from "../src/dataset/images.ts";
import { loadLabels } from "../src/dataset/labels.ts";
import { openDataset } from "../src/dataset/open.ts";
import { PRESETS } from "../src/domain/presets.ts";
import { finishDataset, generateScenes } from "../src/scenes/generate.ts";
import { TASKS, taskDefinition } from "../src/tasks/registry.ts";
import { trainNetwork } from "../src/training/train-network.ts";
import { cells, tableLoss } from "../test/scenes/shortcuts.ts";

/** What a table of cells can predict. */
const JUDGED = new Set(["pixels", "segmentation", "class"]);

const [path, ...chosen] = process.argv.slice(2);
if (!path) throw new Error("the folder for the data is missing");
const { settings } = PRESETS.demo;
if (settings?.dataset.kind !== "generated") throw new Error("preset demo has generated data");
await generateScenes({ ...settings.dataset, imageSize: settings.imageSize, path, tasks: [...TASKS.keys()] });
await finishDataset(path);
const dataset = await openDataset(path);
const tasks = [...TASKS.values()].filter(
  ({ name, kind, output }) =>
    name !== "class_selected" && (kind === "THREE_D" || kind === "SEMANTIC") && JUDGED.has(output!.kind),
);

const constant = cells(
  "constant",
  await loadImages(dataset, dataset.splits.train),
  await loadImages(dataset, dataset.splits.test),
  dataset.imageSize,
);
const improvements: Record<string, number> = {};
for (const name of chosen.length > 0 ? chosen : tasks.map((task) => task.name)) {
  const task = taskDefinition(name);
  const load = async (split: "train" | "test") => ({
    inputs: await loadInputs(dataset, task, firstViews(dataset, split)),
    labels: await loadLabels(dataset, task, split),
  });
  const [train, test] = [await load("train"), await load("test")];
  const { losses } = await trainNetwork({
    task: name,
    role: "network",
    shape: settings,
    schedule: settings.network,
    seed: 1,
    train,
    test,
  });
  const loss = losses.reduce((a, b) => a + b, 0) / losses.length;
  const base = tableLoss(constant, train.labels, test.labels);
  improvements[name] = Number((1 - loss / base).toFixed(3));
  process.stderr.write(
    `${name}: loss ${loss.toFixed(4)}, constant ${base.toFixed(4)}, improvement ${improvements[name]}\n`,
  );
}
console.log(JSON.stringify({ dataset: dataset.hash, schedule: settings.network, improvements }, null, 2));
