import { loadImages, loadInputs } from "../dataset/images.ts";
import type { Split } from "../dataset/layout.ts";
import { taskDefinition } from "../tasks/registry.ts";
import { codeVersion } from "../training/code-version.ts";
import { represent } from "../training/represent.ts";
import type { Watch } from "../training/watch.ts";
import type { DataWork } from "./context.ts";
import { bytesOf, floatsOf, resultKey } from "./remember.ts";

/** Representations of the readouts' images and of the test images, n * size * size * channels each. */
export interface Representations {
  train: Float32Array;
  test: Float32Array;
}

/** Computed once for each frozen encoder (artifact hash `encoder`) and kept: a pure function of the encoder and the images. */
export async function representationsOf(work: DataWork, source: string, encoder: string): Promise<Representations> {
  const { images } = work.settings.readout;
  return {
    train: await encode(work, source, encoder, "val", images),
    test: await encode(work, source, encoder, "test"),
  };
}

async function encode(
  { context, dataset, watch }: DataWork,
  source: string,
  encoder: string,
  split: Split,
  count?: number,
): Promise<Float32Array> {
  const key = resultKey("representation", {
    encoder,
    source,
    split,
    count: count ?? null,
    dataHash: dataset.hash,
    imageSize: dataset.imageSize,
    codeVersion: codeVersion(),
  });
  // Parts of a job: its fraction would go back and forth.
  const silent: Watch = { signal: watch.signal };
  const bytes = await context.artifacts.remember(key, async () => {
    const task = taskDefinition(source);
    const inputs = task.representsPlainImage
      ? await loadImages(dataset, split, count)
      : await loadInputs(dataset, task, split, count);
    return bytesOf(await represent(await context.artifacts.get(encoder), inputs, silent));
  });
  return floatsOf(bytes);
}
