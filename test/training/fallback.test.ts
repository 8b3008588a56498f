import { expect, test, vi } from "vitest";
import { loadBackend } from "../../src/training/backend.ts";

// A machine with a device file whose device TensorFlow does not get, as where the driver's library is missing.
vi.mock("../../scripts/setup/cuda.mjs", () => ({ hasCudaDevice: () => true }));
vi.stubEnv("CUDA_VISIBLE_DEVICES", "");

test("a CUDA device that TensorFlow cannot use means the CPU, with the cause in one line", async () => {
  const { tf, name, fallback } = await loadBackend();
  expect(name).toBe("tensorflow-cpu");
  expect(fallback).toMatch(/^(the CUDA build cannot be loaded: .+|no CUDA device that TensorFlow .+)$/);
  expect(tf.tensor1d([1, 2]).sum().dataSync()[0]).toBe(3);
});
