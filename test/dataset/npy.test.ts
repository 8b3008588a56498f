import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeNpy, readNpy } from "../../src/dataset/npy.ts";
import { npy } from "./bytes.ts";
import { put, temporaryFolder } from "./folder.ts";

test("float16, float32 and float64 vectors, a leading dimension of 1 dropped", async () => {
  const folder = await temporaryFolder();
  // 0.25, -2, 0, the smallest subnormal 2^-24, in IEEE 754 binary16.
  await put(folder, "half.npy", npy("<f2", "(1, 4)", Buffer.from("003400c000000100", "hex")));
  expect([...readNpy(join(folder, "half.npy"))]).toEqual([0.25, -2, 0, 2 ** -24]);
  await put(folder, "float.npy", npy("<f4", "(2,)", Buffer.from(Float32Array.of(0.5, 3).buffer)));
  expect([...readNpy(join(folder, "float.npy"))]).toEqual([0.5, 3]);
  await put(folder, "double.npy", npy("<f8", "(2,)", Buffer.from(Float64Array.of(0.125, 7).buffer)));
  expect([...readNpy(join(folder, "double.npy"))]).toEqual([0.125, 7]);
});

test("a written vector has the bytes that NumPy writes", () => {
  const vector = Float32Array.of(0.5, 0.25, 0.25);
  expect(Buffer.from(encodeNpy(vector))).toEqual(npy("<f4", "(3,)", Buffer.from(vector.buffer)));
});

test("truncated files, integers and matrices are errors that name the file", async () => {
  const folder = await temporaryFolder();
  const path = join(folder, "a.npy");
  const read = () => readNpy(path);
  expect(read).toThrow(`${path}: the file is missing`);
  await put(folder, "a.npy", encodeNpy(Float32Array.of(1, 2)).subarray(0, -1));
  expect(read).toThrow(`${path}: it holds 7 bytes where 8 are due`);
  await put(folder, "a.npy", npy("<i8", "(1,)", Buffer.alloc(8)));
  expect(read).toThrow(/not that of little-endian floats/);
  await put(folder, "a.npy", npy("<f4", "(2, 1)", Buffer.alloc(8)));
  expect(read).toThrow("its shape is (2, 1), not a vector");
  await put(folder, "a.npy", "NUMPY");
  expect(read).toThrow("no .npy file of format 1.0");
});
