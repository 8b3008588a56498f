import { expect, test } from "vitest";
import { decodeDepth, encodeDepth } from "../../src/tasks/depth.ts";
import { rgb2mist } from "../../src/tasks/rgb2mist.ts";
import { emptyRoom, look, rayOf } from "../scenes/rooms.ts";

test("depth is stored in units of 1/512 m and learnt as log(1 + 512 z) / log 2^16 (method section 7)", () => {
  const raster = encodeDepth(Float32Array.of(1, 2.5, 0.001, 100), 2);
  expect([...raster.data]).toEqual([512, 1280, 1, 51200]);
  const { values, mask } = decodeDepth(raster);
  // ln 513 / ln 65536
  expect(values[0]).toBeCloseTo(0.562676, 5);
  expect([...mask!]).toEqual([1, 1, 1, 1]);
});

test("no depth is 65535, and from 64500 on a file has none", () => {
  expect([...encodeDepth(Float32Array.of(Number.POSITIVE_INFINITY, 125.97, 125.98, 1), 2).data]).toEqual([
    65535, 64497, 65535, 512,
  ]);
  const { values, mask } = decodeDepth({
    width: 2,
    height: 2,
    channels: 1,
    data: Uint16Array.of(64499, 64500, 65535, 0),
  });
  expect([...mask!]).toEqual([1, 0, 0, 1]);
  expect(values[1]).toBe(0);
});

test("mist is the distance along the ray, in the files of depth", () => {
  const { groundTruth } = rgb2mist;
  if (groundTruth?.from !== "png") throw new Error("rgb2mist has files");
  const { data } = groundTruth.render(look(emptyRoom()));
  // A wall at 4 m: 4 sqrt(1 + x^2 + y^2) m at the ray (x, y, 1), in units of 1/512 m.
  for (const i of [0, 32 * 64 + 32, 63]) {
    const [x, y] = rayOf(i, 64);
    expect(Math.abs(data[i]! - 512 * 4 * Math.hypot(x, y, 1))).toBeLessThan(0.51);
  }
});
