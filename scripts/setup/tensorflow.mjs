import { existsSync } from "node:fs";
import { mkdir, rename, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { compiledBinding } from "./binding.mjs";
import { hasCudaDevice } from "./cuda.mjs";
import { prebuiltBinding } from "./prebuilt.mjs";
import { packageFolder } from "./root.mjs";
import { MissingProgram, run, SetupError } from "./run.mjs";
import { step } from "./step.mjs";

/**
 * Gives the native TensorFlow packages their binding, which npm did not build. On the CPU the package's own prebuilt
 * one comes first; where it cannot be had, and on the GPU, one is compiled against the library of TensorFlow's wheel.
 */
export async function setUpTensorFlow({ gpu } = { gpu: hasCudaDevice() }) {
  await provide("tfjs-node", [prebuiltBinding, (folder) => compiledBinding(folder, "cpu")]);
  if (gpu) await provide("tfjs-node-gpu", [(folder) => compiledBinding(folder, "gpu")]);
}

async function provide(name, choices) {
  const folder = packageFolder(`@tensorflow/${name}`);
  const place = join(folder, "lib/napi-v8/tfjs_binding.node");
  if (existsSync(place)) return;
  await step(`native TensorFlow for ${name}`, async () => {
    const failures = [];
    for (const choice of choices) {
      try {
        await link(await choice(folder), place);
        await run(process.execPath, ["-e", SMOKE_TEST, folder], { seconds: 120 });
        return;
      } catch (error) {
        if (!(error instanceof SetupError) || error instanceof MissingProgram) throw error;
        failures.push(error.message);
        await rm(place, { force: true });
      }
    }
    throw new SetupError(failures.join("\n"));
  });
}

/** A link and not a copy, so that a cleared cache shows as a missing binding. */
async function link(binding, place) {
  await mkdir(dirname(place), { recursive: true });
  const draft = `${place}.${process.pid}`;
  await symlink(binding, draft);
  await rename(draft, place);
}

const SMOKE_TEST = `
require("util").isNullOrUndefined ??= (value) => value === null || value === undefined; // gone in Node 23
const tf = require(process.argv[1]);
process.exit(tf.tensor1d([1, 2]).sum().dataSync()[0] === 3 ? 0 : 1);
`;
