import type { Label, Raster } from "./task.ts";

/** File units in a metre. */
const UNITS = 512;
/** Files hold 65535 where there is no depth; what is this far (126 m) is none either. */
const INVALID = 64500;

/** Metres to the 16-bit file. */
export function encodeDepth(metres: Float32Array, size: number): Raster {
  const data = Uint16Array.from(metres, (z) => (UNITS * z < INVALID ? Math.round(UNITS * z) : 65535));
  return { width: size, height: size, channels: 1, data };
}

/** log(1 + 512 z) / log 2^16, masked where there is no depth (method section 7). */
export function decodeDepth({ data }: Raster): Label {
  const values = Float32Array.from(data, (raw) => (raw < INVALID ? Math.log1p(raw) / Math.log(65536) : 0));
  return { values, mask: validDepth(data) };
}

/** 1 where a depth file has ground truth. */
export const validDepth = (data: Raster["data"]): Uint8Array => Uint8Array.from(data, (raw) => (raw < INVALID ? 1 : 0));
