import { expect, test } from "vitest";
import { loadImages } from "../../src/dataset/images.ts";
import { loadLabels } from "../../src/dataset/labels.ts";
import { openDataset } from "../../src/dataset/open.ts";
import { PRESETS } from "../../src/domain/presets.ts";
import { randomOf } from "../../src/domain/random.ts";
import { taskDefinition } from "../../src/tasks/registry.ts";
import { shapeOf } from "../../src/training/data.ts";
import { represent } from "../../src/training/represent.ts";
import { trainNetwork } from "../../src/training/train-network.ts";
import { trainReadouts } from "../../src/training/train-readouts.ts";
import { png } from "../dataset/bytes.ts";
import { put, temporaryFolder } from "../dataset/folder.ts";

const { settings } = PRESETS.paper;
const shape = shapeOf(settings);
const SIDE = settings.imageSize;

/** One view a building, one building a split: noise as the image, a wall as its depth. */
async function folder(): Promise<string> {
  const root = await temporaryFolder();
  for (const building of ["a", "b", "c"]) {
    const random = randomOf("paper", building);
    const rgb = Array.from({ length: SIDE ** 2 * 3 }, () => random.integer(256));
    const depth = Array.from({ length: SIDE ** 2 }, () => [0x04, 0x00]).flat();
    await put(root, `${building}/rgb/point_0_view_0_domain_rgb.png`, png(SIDE, 8, 2, rgb));
    await put(root, `${building}/depth_zbuffer/point_0_view_0_domain_depth_zbuffer.png`, png(SIDE, 16, 0, depth));
  }
  return root;
}

test("preset paper takes a few steps: network, representation, readout", { timeout: 300_000 }, async () => {
  const dataset = await openDataset(await folder(), SIDE);
  const depth = taskDefinition("rgb2depth");
  const examples = async (split: "train" | "test") => ({
    inputs: await loadImages(dataset, dataset.splits[split]),
    labels: await loadLabels(dataset, depth, split),
  });
  const [train, test] = [await examples("train"), await examples("test")];

  const schedule = { ...settings.network, epochs: 2 };
  const network = await trainNetwork({ task: "rgb2depth", role: "network", shape, schedule, seed: 1, train, test });
  // ResNet-50's kernels (23.45 million; He et al. 2016), the decoder's (16.5 million), offsets and running statistics.
  expect(network.parameters / 1e6).toBeCloseTo(40.1, 1);
  expect([...network.losses].every(Number.isFinite)).toBe(true);

  const inputs = await represent(network.encoder, test.inputs);
  expect(inputs).toHaveLength(16 * 16 * 8);
  expect(inputs.every(Number.isFinite)).toBe(true);

  const [readout] = await trainReadouts({
    members: [{ sources: ["rgb2depth"], target: "rgb2depth" }],
    representations: { rgb2depth: { train: inputs, test: inputs } },
    labels: { rgb2depth: { train: test.labels, test: test.labels } },
    shape,
    schedule: { ...settings.readout, epochs: 2 },
    seed: 1,
  });
  expect(readout!.status).toBe("COMPUTED");
});
