/**
 * Are readouts near convergence? First-order ranks of a fixed subset of preset demo at half and at full steps (method section 2 asks
 * for a Spearman correlation of at least 0.95):
 *   npx tsx bench/convergence.ts FOLDER
 * FOLDER receives the data of preset demo, unless it holds it already. Takes about a quarter of the preset's own training.
 */
import { firstViews, loadInputs } from "../src/dataset/images.ts";
import { loadLabels } from "../src/dataset/labels.ts";
import type { Split } from "../src/dataset/layout.ts";
import { openDataset } from "../src/dataset/open.ts";
import { PRESETS } from "../src/domain/presets.ts";
import { RANDOM } from "../src/domain/task.ts";
import { finishDataset, generateScenes } from "../src/scenes/generate.ts";
import { affinities } from "../src/solver/ahp.ts";
import { countWins } from "../src/solver/tournament.ts";
import { TASKS, taskDefinition } from "../src/tasks/registry.ts";
import { randomEncoder, represent } from "../src/training/represent.ts";
import { trainNetwork } from "../src/training/train-network.ts";
import { trainReadouts } from "../src/training/train-readouts.ts";

/** Two tasks of every kind. */
const SUBSET = ["autoencoder", "edge2d", "rgb2depth", "rgb2sfnorm", "segmentsemantic_rb", "class_places"];

const [path] = process.argv.slice(2);
if (!path) throw new Error("the folder for the data is missing");
const { settings } = PRESETS.demo;
const { imageSize, representation, network, readout } = settings;
if (settings.dataset.kind !== "generated") throw new Error("preset demo has generated data");
await generateScenes({ ...settings.dataset, imageSize, path, tasks: [...TASKS.keys()] });
await finishDataset(path);
const dataset = await openDataset(path);
const shape = { imageSize, representation };
const inputs = (task: string, split: Split, count?: number) =>
  loadInputs(dataset, taskDefinition(task), firstViews(dataset, split, count));
const labels = (task: string, split: Split, count?: number) => loadLabels(dataset, taskDefinition(task), split, count);

const representations: Record<string, { train: Float32Array; test: Float32Array }> = {};
for (const task of [...SUBSET, RANDOM]) {
  console.error(`encoder of ${task}`);
  const examples = async (split: Split) => ({ inputs: await inputs(task, split), labels: await labels(task, split) });
  const encoder =
    task === RANDOM
      ? randomEncoder(shape, 1)
      : (
          await trainNetwork({
            task,
            role: "network",
            shape,
            schedule: network,
            seed: 1,
            train: await examples("train"),
            test: await examples("test"),
          })
        ).encoder;
  representations[task] = {
    train: await represent(encoder, await inputs(task, "val", readout.images)),
    test: await represent(encoder, await inputs(task, "test")),
  };
}

const truth: Record<string, { train: Awaited<ReturnType<typeof labels>>; test: Awaited<ReturnType<typeof labels>> }> =
  {};
for (const task of SUBSET)
  truth[task] = { train: await labels(task, "val", readout.images), test: await labels(task, "test") };

/** Affinity of every source (the last is the control) by target, with the readouts' steps shortened to a share. */
async function affinitiesAt(share: number): Promise<Record<string, Float64Array>> {
  const schedule = { ...readout, epochs: readout.epochs * share, decayEpoch: readout.decayEpoch * share };
  const bySource: Float32Array[][] = [];
  for (const source of [...SUBSET, RANDOM]) {
    console.error(`readouts from ${source}, ${share} of the steps`);
    const members = SUBSET.map((target) => ({ sources: [source], target }));
    const results = await trainReadouts({ members, representations, labels: truth, shape, schedule, seed: 1 });
    bySource.push(
      results.map((result) => {
        if (result.status === "FAILED") throw new Error(result.error);
        return result.losses;
      }),
    );
  }
  return Object.fromEntries(
    SUBSET.map((target, t) => {
      const losses = bySource.map((row) => row[t]!);
      return [target, affinities(countWins(losses), losses.length, losses[0]!.length).values];
    }),
  );
}

const ranksOf = (values: Float64Array): number[] => {
  const order = [...values.keys()].sort((a, b) => values[b]! - values[a]!);
  return [...values.keys()].map((i) => order.indexOf(i));
};

/** Spearman's rank correlation; affinities have no ties. */
function spearman(a: Float64Array, b: Float64Array): number {
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const squares = x.reduce((total, rank, i) => total + (rank - y[i]!) ** 2, 0);
  return 1 - (6 * squares) / (a.length * (a.length ** 2 - 1));
}

const [half, full] = [await affinitiesAt(0.5), await affinitiesAt(1)];
const correlations = SUBSET.map((target) => spearman(half[target]!, full[target]!));
for (const [i, target] of SUBSET.entries()) console.log(target.padEnd(20), correlations[i]!.toFixed(3));
console.log("mean".padEnd(20), (correlations.reduce((a, b) => a + b, 0) / correlations.length).toFixed(3));
