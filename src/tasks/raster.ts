import { fill } from "./fill.ts";
import type { Label, Raster } from "./task.ts";
import type { RenderedView } from "./view.ts";

/** A one-channel 16-bit file of numbers in [0, 1]; what is beyond saturates. */
export function raster16(values: Float32Array, size: number): Raster {
  const data = fill(new Uint16Array(values.length), (i) => Math.round(65535 * Math.min(1, Math.max(0, values[i]!))));
  return { width: size, height: size, channels: 1, data };
}

export function raster8(view: RenderedView, channels: number, data: Uint8Array): Raster {
  return { width: view.size, height: view.size, channels, data };
}

/** Each number of a file divided by `scale`, at most 1; no mask. */
export function scaled({ data }: Raster, scale: number): Label {
  return { values: fill(new Float32Array(data.length), (i) => Math.min(1, data[i]! / scale)), mask: null };
}
