import type { Label, Raster } from "./task.ts";
import type { RenderedView } from "./view.ts";

/** A one-channel 16-bit file of numbers in [0, 1]; what is beyond saturates. */
export function raster16(values: Float32Array, size: number): Raster {
  const data = Uint16Array.from(values, (value) => Math.round(65535 * Math.min(1, Math.max(0, value))));
  return { width: size, height: size, channels: 1, data };
}

export function raster8(view: RenderedView, channels: number, data: Uint8Array): Raster {
  return { width: view.size, height: view.size, channels, data };
}

/** Each number of a file divided by `scale`, at most 1; no mask. */
export function scaled(raster: Raster, scale: number): Label {
  return { values: Float32Array.from(raster.data, (value) => Math.min(1, value / scale)), mask: null };
}
