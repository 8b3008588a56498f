import { fill } from "./fill.ts";
import { raster8 } from "./raster.ts";
import type { Label, PngTruth, Raster, TaskDefinition } from "./task.ts";

/** Files hold 127.5 + 127.5 n in the camera's frame (x right, y down, z away from the camera); no normal is (128, 128, 128). */
function decode({ data }: Raster): Label {
  const pixels = data.length / 3;
  const values = new Float32Array(data.length);
  const mask = new Uint8Array(pixels);
  for (let i = 0; i < pixels; i++) {
    let square = 0;
    for (let c = 3 * i; c < 3 * i + 3; c++) {
      values[c] = data[c]! / 255;
      square += (2 * values[c]! - 1) ** 2;
    }
    mask[i] = square > 0.25 ? 1 : 0;
  }
  return { values, mask };
}

export const normalTruth: PngTruth = {
  from: "png",
  domain: "normal",
  suffix: "normal",
  channels: 3,
  depth: 8,
  decode,
  render: (view) =>
    raster8(
      view,
      3,
      fill(new Uint8Array(view.normals.length), (i) => Math.round(127.5 + 127.5 * view.normals[i]!)),
    ),
};

export const rgb2sfnorm: TaskDefinition = {
  name: "rgb2sfnorm",
  kind: "THREE_D",
  description: "Surface normals in the camera's frame, mapped from [-1, 1] to [0, 1].",
  approximation: null,
  defaultRole: "BOTH",
  groundTruth: normalTruth,
  output: { kind: "pixels", channels: 3, loss: "l1" },
};
