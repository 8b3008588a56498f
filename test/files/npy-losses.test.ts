import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readLosses } from "../../src/files/read-losses.ts";

/** `numpy.save` (2.4.6) of [[0.1, 0.2, 0.3], [0.5, 0.1, 0.9]] as float32, and of [[0.1, 0.2]] as float64. */
const FLOAT32 = Buffer.from(
  "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIArNzMw9zcxMPpqZmT4AAAA/zczMPWZmZj8=",
  "base64",
);
const FLOAT64 = Buffer.from(
  "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAqamZmZmZm5P5qZmZmZmck/",
  "base64",
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "npy-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(bytes: Uint8Array, sidecar: unknown) {
  await writeFile(join(folder, "x.npy"), bytes);
  await writeFile(join(folder, "x.json"), typeof sidecar === "string" ? sidecar : JSON.stringify(sidecar));
  return readLosses(join(folder, "x.npy"));
}

it("reads an array of NumPy with the names beside it, as the same CSV", async () => {
  const csv = join(folder, "x.csv");
  await writeFile(csv, "sources,i,j,k\na+b,0.1,0.2,0.3\nself,0.5,0.1,0.9\n");
  expect(await read(FLOAT32, { sources: ["b+a", "self"], images: ["i", "j", "k"] })).toEqual(await readLosses(csv));
  expect(await read(FLOAT32, { sources: ["a", "b"] })).toMatchObject({ images: ["0", "1", "2"], groups: null });
  expect((await read(FLOAT32, { sources: ["a", "b"], groups: ["s", "s", "t"] })).groups).toEqual(["s", "s", "t"]);
});

it("refuses what is not as documented, with the place", async () => {
  const sources = ["a", "b"];
  const infinite = Buffer.from(FLOAT32);
  infinite.writeFloatLE(Number.POSITIVE_INFINITY, infinite.length - 4);
  const bad: [Uint8Array, unknown, RegExp][] = [
    [Buffer.from("sources,1\na,2\n"), { sources }, /x\.npy: is no NPY file/],
    [FLOAT32.subarray(0, 20), { sources }, /x\.npy: the NPY header is cut off/],
    [FLOAT32.subarray(0, 8), { sources }, /x\.npy: the NPY header is cut off/],
    [FLOAT32.subarray(0, FLOAT32.length - 4), { sources }, /x\.npy: 20 bytes of data: 2 x 3 floats have 24/],
    [FLOAT64, { sources: ["a"] }, /<f8: allowed is float32/],
    [infinite, { sources }, /x\.npy: row 1, column 2: Infinity/],
    [FLOAT32, { sources: ["a"] }, /x\.json: sources: allowed is a list of 2 strings/],
    [FLOAT32, { sources, images: ["i"] }, /x\.json: images: allowed is a list of 3 strings/],
    [FLOAT32, { sources, images: ["i", "j", "i"] }, /x\.json: images\[2\]: i is there already/],
    [
      FLOAT32,
      { sources, images: ["i", "j", ""] },
      /x\.json: images: allowed is a list of 3 strings, none of them empty/,
    ],
    [FLOAT32, { sources, groups: ["s"] }, /x\.json: groups: allowed is a list of 3 strings/],
    [FLOAT32, { sources: ["a+b", "b+a"] }, /x\.json: sources\[1\]: a\+b is there already/],
    [FLOAT32, { sources: ["a", "b c"] }, /x\.json: sources\[1\]: source "b c"/],
    [FLOAT32, "no", /x\.json: is no JSON/],
    [FLOAT32, "null", /x\.json: sources/],
  ];
  for (const [bytes, sidecar, message] of bad) {
    await expect(read(bytes, sidecar), String(message)).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: expect.stringMatching(message),
    });
  }
  await expect(readLosses(join(folder, "absent.npy"))).rejects.toThrow(/no such file/);
});
