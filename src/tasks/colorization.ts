import { labOf } from "./lab.ts";
import type { Image, Label, TaskDefinition } from "./task.ts";

/** Side of a bin of the ab plane; Zhang et al. 2016 take 10, which makes 313 bins. */
const SIDE = 25;
/** Side of a pixel of the label, in pixels of the image. */
const BLOCK = 4;
/** Levels of red, green and blue that are looked at for the colours that there are. */
const LEVELS = 17;

/** Centres of the bins of the ab plane that hold a colour of sRGB: 50, sorted. */
export const COLOUR_BINS: readonly (readonly [number, number])[] = binsInGamut();

function binsInGamut(): [number, number][] {
  const cells = new Map<string, [number, number]>();
  for (let code = 0; code < LEVELS ** 3; code++) {
    const [r, g, b] = [code % LEVELS, Math.floor(code / LEVELS) % LEVELS, Math.floor(code / LEVELS ** 2)];
    const [, a, blueYellow] = labOf(r / (LEVELS - 1), g / (LEVELS - 1), b / (LEVELS - 1));
    const cell: [number, number] = [SIDE * Math.round(a / SIDE), SIDE * Math.round(blueYellow / SIDE)];
    cells.set(cell.join(), cell);
  }
  return [...cells.values()].sort((p, q) => p[0] - q[0] || p[1] - q[1]);
}

/** L of CIELAB on [0, 1]: one channel. */
function lightness({ size, data }: Image): Image {
  const values = new Float32Array(size * size);
  for (let i = 0; i < values.length; i++) values[i] = labOf(data[3 * i]!, data[3 * i + 1]!, data[3 * i + 2]!)[0] / 100;
  return { size, channels: 1, data: values };
}

/** a and b of the mean colour of every block: size / 4 x size / 4 x 2. */
function blockColours({ size, data }: Image): Label {
  const side = size / BLOCK;
  const means = new Float32Array(3 * side * side);
  data.forEach((value, i) => {
    const [x, y] = [Math.floor(i / 3) % size, Math.floor(i / 3 / size)];
    means[3 * (Math.floor(y / BLOCK) * side + Math.floor(x / BLOCK)) + (i % 3)]! += value / BLOCK ** 2;
  });
  const values = new Float32Array(2 * side * side);
  for (let i = 0; i < side * side; i++) {
    values.set(labOf(means[3 * i]!, means[3 * i + 1]!, means[3 * i + 2]!).slice(1), 2 * i);
  }
  return { values, mask: null };
}

export const colorization: TaskDefinition = {
  name: "colorization",
  kind: "TWO_D",
  description: "Colour from lightness, as bins of the ab plane.",
  approximation: "50 bins of side 25 in place of 313 of side 10; every colour is shared among all bins by a Gaussian.",
  defaultRole: "SOURCE",
  input: lightness,
  groundTruth: { from: "image", compute: blockColours },
  output: { kind: "colour", bins: COLOUR_BINS, spread: SIDE / 2, loss: "balancedCrossEntropy" },
};
