import { firstViews, loadImages, loadInputs } from "../dataset/images.ts";
import type { Split } from "../dataset/layout.ts";
import { partnerOf } from "../dataset/partners.ts";
import { taskDefinition } from "../tasks/registry.ts";
import type { Partner } from "../tasks/task.ts";
import { codeVersion } from "../training/code-version.ts";
import { represent } from "../training/represent.ts";
import type { Representations, SourceRepresentations } from "../training/train-readouts.ts";
import type { Watch } from "../training/watch.ts";
import type { DataWork } from "./context.ts";
import { bytesOf, floatsOf, resultKey } from "./remember.ts";

/**
 * Computed once for each frozen encoder (artifact hash `encoder`) and kept: a pure function of the encoder and the images, which are the readouts'
 * and the test images, and the views that complete them by these rules.
 */
export async function representationsOf(
  work: DataWork,
  source: string,
  encoder: string,
  partners: Partner[] = [],
): Promise<SourceRepresentations> {
  const of = async (partner: Partner | null): Promise<Representations> => ({
    train: await encode(work, source, encoder, partner, "val", work.settings.readout.images),
    test: await encode(work, source, encoder, partner, "test"),
  });
  const completing: Partial<Record<Partner, Representations>> = {};
  for (const partner of partners) completing[partner] = await of(partner);
  return { ...(await of(null)), partners: completing };
}

async function encode(
  { context, dataset, watch }: DataWork,
  source: string,
  encoder: string,
  partner: Partner | null,
  split: Split,
  count?: number,
): Promise<Float32Array> {
  const key = resultKey("representation", {
    encoder,
    source,
    partner,
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
    const anchors = firstViews(dataset, split, count);
    const views = partner === null ? anchors : anchors.map((view) => partnerOf(dataset, view, partner));
    const inputs = task.representsPlainImage
      ? await loadImages(dataset, views)
      : await loadInputs(dataset, task, views);
    return bytesOf(await represent(await context.artifacts.get(encoder), inputs, silent));
  });
  return floatsOf(bytes);
}
