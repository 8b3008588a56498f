import { expect, test } from "vitest";
import { loadBackend } from "../../src/training/backend.ts";

test("training runs on native TensorFlow with one thread", async () => {
  const { tf, name, version } = await loadBackend();
  expect(name).toMatch(/^tensorflow-(cpu|gpu)$/);
  expect(version).toMatch(/^2\.\d+\.\d+/);
  expect(tf.getBackend()).toBe("tensorflow");
  expect(process.env.TF_NUM_INTRAOP_THREADS).toBe("1");
  expect(process.env.TF_NUM_INTEROP_THREADS).toBe("1");
});

test("the backend is loaded once", async () => {
  expect(await loadBackend()).toBe(await loadBackend());
});
