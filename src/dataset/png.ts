import { type DecodedPng, decode, encode } from "fast-png";
import type { PngForm, Raster } from "../tasks/task.ts";
import { invalid } from "./invalid.ts";
import { readBytes } from "./read.ts";

/** Throws DATASET_INVALID when the file is missing, truncated or of another form. */
export function readPng(file: string, form: PngForm): Raster {
  const bytes = readBytes(file);
  let png: DecodedPng;
  try {
    png = decode(bytes, { checkCrc: true });
  } catch (cause) {
    throw invalid(file, `no whole PNG file (${(cause as Error).message})`, cause);
  }
  const { width, height, channels, depth, data } = png;
  if (png.palette || channels !== form.channels || depth !== form.depth) {
    const found = png.palette ? "a palette" : `${channels} channels of ${depth} bits`;
    throw invalid(file, `it has ${found} where ${form.channels} of ${form.depth} bits are due`);
  }
  return { width, height, channels, data: data as Uint8Array | Uint16Array };
}

/** Fast rather than small. */
export function encodePng(raster: Raster): Uint8Array {
  const depth = raster.data instanceof Uint16Array ? 16 : 8;
  return encode({ ...raster, depth }, { zlib: { level: 1 } });
}
