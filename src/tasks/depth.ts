import { fill } from "./fill.ts";
import type { Label, Raster } from "./task.ts";

/** File units in a metre. */
const UNITS = 512;
/** Files hold 65535 where there is no depth; what is this far (126 m) is none either. */
const INVALID = 64500;

/** Metres to the 16-bit file. */
export function encodeDepth(metres: Float32Array, size: number): Raster {
  const data = fill(new Uint16Array(metres.length), (i) =>
    UNITS * metres[i]! < INVALID ? Math.round(UNITS * metres[i]!) : 65535,
  );
  return { width: size, height: size, channels: 1, data };
}

/** log(1 + 512 z) / log 2^16, masked where there is no depth (method section 7). */
export function decodeDepth({ data }: Raster): Label {
  const values = fill(new Float32Array(data.length), (i) =>
    data[i]! < INVALID ? Math.log1p(data[i]!) / Math.log(65536) : 0,
  );
  return { values, mask: validDepth(data) };
}

/** 1 where a depth file has ground truth. */
export const validDepth = (data: Raster["data"]): Uint8Array =>
  fill(new Uint8Array(data.length), (i) => (data[i]! < INVALID ? 1 : 0));
