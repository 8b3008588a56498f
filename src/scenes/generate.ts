import { createHash } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import { invalid } from "../dataset/invalid.ts";
import { type Manifest, readManifest, replaceFile, writeManifest } from "../dataset/manifest.ts";
import { formatSplits } from "../dataset/splits.ts";
import { badInput, TaskonomyError } from "../domain/errors.ts";
import { byCodePoint } from "../domain/names.ts";
import type { GeneratedDataset } from "../domain/settings.ts";
import { taskDefinition } from "../tasks/registry.ts";
import { filesOf, truthsOf } from "./files.ts";
import { planScenes, type ScenePlan } from "./plan.ts";
import { renderScene } from "./scene.ts";

/** Changes whenever the same seed gives other bytes. */
export const GENERATOR = "rooms-6";
/** In every finished building: the sha256 of its files. */
const DIGEST = "digest.txt";

export interface GenerateOptions extends Omit<GeneratedDataset, "kind"> {
  imageSize: number;
  /** Folder to write to: a new one, or one begun with the same options. */
  path: string;
  /** Names of the tasks whose ground truth is written. */
  tasks: string[];
  /** This call makes the scenes whose number is `index` modulo `of`; other processes may make the others at the same time. */
  shard?: { index: number; of: number };
  /** Counts the scenes of this shard. */
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/**
 * Writes a deterministic data set of indoor scenes in the original layout. Scenes that are finished already are left alone, and none is ever seen half
 * written, so a call that was interrupted may be repeated. Throws BAD_INPUT where the folder holds another data set, CANCELLED when aborted.
 */
export async function generateScenes(options: GenerateOptions): Promise<void> {
  const { path, seed, imageSize, signal, shard = { index: 0, of: 1 } } = options;
  const truths = truthsOf(options.tasks);
  const multiView = options.tasks.some((task) => taskDefinition(task).partners !== undefined);
  await mkdir(path, { recursive: true });
  await claim(path, manifestOf(options, ["rgb", ...truths.keys()].sort(byCodePoint)));
  const mine = planScenes(options).filter((_, i) => i % shard.of === shard.index);
  const finished = new Set(await readdir(path));
  for (const [done, plan] of mine.entries()) {
    if (signal?.aborted) throw new TaskonomyError("CANCELLED", `the generation of ${path} was cancelled`);
    if (!finished.has(plan.building)) {
      const views = renderScene(seed, plan, imageSize, multiView);
      writeScene(
        path,
        plan,
        views.flatMap((view) => filesOf(view, plan.building, truths.values())),
      );
      await breathe();
    }
    options.onProgress?.(done + 1, mine.length);
  }
}

/** Writes the split file and the content hash when all scenes are there; DATASET_INVALID names the first one missing. Returns the hash. */
export async function finishDataset(path: string): Promise<string> {
  const manifest = await readManifest(path);
  if (!manifest) throw invalid(path, "no generated data set");
  const plans = planScenes(manifest);
  const content = createHash("sha256");
  for (const { building } of plans) {
    const digest = await readFile(join(path, building, DIGEST), "utf8").catch((cause) => {
      throw invalid(join(path, building), "the scene is missing", cause);
    });
    content.update(`${building} ${digest}\n`);
  }
  const of = (split: string) => plans.filter((plan) => plan.split === split).map((plan) => plan.building);
  await replaceFile(
    join(path, "train_val_test.csv"),
    formatSplits({ train: of("train"), val: of("val"), test: of("test") }),
  );
  const hash = content.digest("hex");
  await writeManifest(path, { ...manifest, hash });
  return hash;
}

function manifestOf(options: GenerateOptions, domains: string[]): Manifest {
  const { seed, imageSize, views, viewsPerScene } = options;
  const { train, val, test } = views;
  return { generator: GENERATOR, seed, imageSize, views: { train, val, test }, viewsPerScene, domains, hash: null };
}

async function claim(path: string, wanted: Manifest): Promise<void> {
  const found = await readManifest(path);
  if (!found) return writeManifest(path, wanted);
  if (JSON.stringify({ ...found, hash: null }) !== JSON.stringify(wanted)) {
    throw badInput(
      `${path} holds another generated data set: allowed is a new folder, or the settings that it was begun with`,
    );
  }
}

/** All files of a scene appear at once, by the renaming of their folder. */
function writeScene(path: string, plan: ScenePlan, files: ReturnType<typeof filesOf>): void {
  const folder = join(path, `.${plan.building}.${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  try {
    for (const domain of new Set(files.map((file) => file.domain)))
      mkdirSync(join(folder, domain), { recursive: true });
    const digest = createHash("sha256");
    for (const { domain, name, bytes } of files) {
      digest.update(`${domain}/${name} ${bytes.length}\n`).update(bytes);
      writeFileSync(join(folder, domain, name), bytes);
    }
    writeFileSync(join(folder, DIGEST), digest.digest("hex"));
    renameSync(folder, join(path, plan.building));
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    // Another process finished the same scene, with the same bytes.
    if (!["ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}
