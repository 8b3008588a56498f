import { expect, test } from "vitest";
import { hasCudaDevice } from "../../scripts/setup/cuda.mjs";
import { loadBackend } from "../../src/training/backend.ts";

test("training runs on native TensorFlow with one thread", async () => {
  const { tf, name, version, fallback } = await loadBackend();
  expect(name).toMatch(/^tensorflow-(cpu|gpu)$/);
  expect(name === "tensorflow-gpu").toBe((tf.backend() as { isUsingGpuDevice?: boolean }).isUsingGpuDevice);
  expect(fallback === null).toBe(name === "tensorflow-gpu" || !hasCudaDevice());
  expect(version).toMatch(/^2\.\d+\.\d+/);
  expect(tf.getBackend()).toBe("tensorflow");
  expect(process.env.TF_NUM_INTRAOP_THREADS).toBe("1");
  expect(process.env.TF_NUM_INTEROP_THREADS).toBe("1");
});

test("the backend is loaded once", async () => {
  expect(await loadBackend()).toBe(await loadBackend());
});
