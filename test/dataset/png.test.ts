import { join } from "node:path";
import { decode, encode } from "fast-png";
import { expect, test } from "vitest";
import { crc32 } from "../../src/dataset/crc32.ts";
import { encodePng, readPng } from "../../src/dataset/png.ts";
import { unfilter } from "../../src/dataset/png-filters.ts";
import { randomOf } from "../../src/domain/random.ts";
import type { PngForm } from "../../src/tasks/task.ts";
import { png } from "./bytes.ts";
import { put, temporaryFolder } from "./folder.ts";

const forms: PngForm[] = [
  { channels: 1, depth: 8 },
  { channels: 3, depth: 8 },
  { channels: 1, depth: 16 },
  { channels: 3, depth: 16 },
];

function noise({ channels, depth }: PngForm) {
  const random = randomOf("png", channels, depth);
  const data = new (depth === 8 ? Uint8Array : Uint16Array)(7 * 5 * channels);
  for (let i = 0; i < data.length; i++) data[i] = random.integer(2 ** depth);
  return { width: 7, height: 5, channels, data };
}

test.each(forms)("files are those of another implementation: $channels x $depth bits", async (form) => {
  const folder = await temporaryFolder();
  const raster = noise(form);
  const theirs = decode(encodePng(raster), { checkCrc: true });
  expect(theirs).toMatchObject({ width: 7, height: 5, channels: form.channels, depth: form.depth });
  expect([...theirs.data]).toEqual([...raster.data]);
  await put(folder, "a.png", encode({ ...raster, depth: form.depth }));
  expect(readPng(join(folder, "a.png"), form)).toEqual(raster);
});

test("all five row filters are undone", () => {
  // One byte a pixel, rows of 2: none, sub, up, average, Paeth (ISO/IEC 15948, 9.2), each a difference of 1 to its prediction.
  const rows = Uint8Array.of(0, 10, 20, 1, 10, 10, 2, 1, 1, 3, 6, 1, 4, 1, 1);
  expect([...unfilter(rows, 5, 2, 1)!]).toEqual([10, 20, 10, 20, 11, 21, 11, 17, 12, 18]);
  expect(unfilter(Uint8Array.of(5, 0), 1, 1, 1)).toBeNull();
});

test("bytes of a file written by hand, as the standard has them", async () => {
  const folder = await temporaryFolder();
  // A grey level of 16 bits is two bytes, the high one first.
  const file = png(2, 16, 0, [0x02, 0x00, 0xff, 0xff, 0xfb, 0xf4, 0x00, 0x01]);
  await put(folder, "depth.png", file);
  // 1 m, no depth, 64500 / 512 m, 1/512 m.
  expect([...readPng(join(folder, "depth.png"), { channels: 1, depth: 16 }).data]).toEqual([512, 65535, 64500, 1]);
});

test("CRC-32 of the standard's check string", () => {
  expect(crc32(Buffer.from("123456789"), 0, 9)).toBe(0xcbf43926);
});

test("missing, truncated, damaged and mislabelled files are errors that name the file", async () => {
  const folder = await temporaryFolder();
  const form: PngForm = { channels: 1, depth: 16 };
  const bytes = encodePng(noise(form));
  const path = join(folder, "a.png");
  const read = () => readPng(path, form);
  expect(read).toThrow(`${path}: the file is missing`);
  await put(folder, "a.png", bytes.subarray(0, bytes.length - 20));
  expect(read).toThrow(`${path}: it is truncated`);
  await put(folder, "a.png", bytes.with(60, bytes[60]! ^ 1));
  expect(read).toThrow(`${path}: its IDAT chunk is damaged`);
  await put(folder, "a.png", "JFIF");
  expect(read).toThrow(`${path}: no PNG file`);
  await put(folder, "a.png", encodePng(noise({ channels: 3, depth: 8 })));
  expect(read).toThrow(`${path}: it has 8 bits and colour type 2 where grey of 16 bits (colour type 0) is due`);
});
