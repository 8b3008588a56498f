import { randomOf } from "../../src/domain/random.ts";
import type { Labels, Shape } from "../../src/training/data.ts";

/** Small enough for tests; the layers are those of the full size. */
export const SHAPE: Shape = { imageSize: 16, representation: { size: 4, channels: 2 } };
const PIXELS = SHAPE.imageSize ** 2;

export const SCHEDULE = { epochs: 3, batch: 8, learningRate: 2e-3, decayEpoch: 2, weightDecay: 1e-6 };

export const noise = (count: number, ...name: (string | number)[]): Float32Array => {
  const random = randomOf("test", ...name);
  return Float32Array.from({ length: count }, () => random.uniform());
};

/** Squares of random place, size and colour on grey. */
export function squares(images: number, name: string): Float32Array {
  const random = randomOf("test", name);
  const { imageSize } = SHAPE;
  const data = new Float32Array(images * PIXELS * 3).fill(0.5);
  for (let image = 0; image < images; image++) {
    const side = 3 + random.integer(6);
    const top = random.integer(imageSize - side);
    const left = random.integer(imageSize - side);
    const colour = [random.uniform(), random.uniform(), random.uniform()];
    for (let y = top; y < top + side; y++) {
      for (let x = left; x < left + side; x++) data.set(colour, (image * PIXELS + y * imageSize + x) * 3);
    }
  }
  return data;
}

export const pixelLabels = (
  values: Float32Array,
  channels: number,
  mask: Uint8Array | null = null,
  loss: "l1" | "l2" = "l1",
): Labels => ({ values, mask, perView: PIXELS * channels, output: { kind: "pixels", channels, loss } });

export const classMapLabels = (values: Float32Array, classes: number, mask: Uint8Array | null = null): Labels => ({
  values,
  mask,
  perView: PIXELS,
  output: { kind: "segmentation", classes, loss: "balancedCrossEntropy" },
});

export const classLabels = (values: Float32Array, classes: number): Labels => ({
  values,
  mask: null,
  perView: classes,
  output: { kind: "class", classes, loss: "crossEntropy" },
});

export const vectorLabels = (values: Float32Array, size: number, loss: "robustL2" | "l2"): Labels => ({
  values,
  mask: null,
  perView: size,
  output: { kind: "vector", size, loss },
});

export const segmentLabels = (values: Float32Array): Labels => ({
  values,
  mask: null,
  perView: PIXELS,
  output: { kind: "embedding", dimensions: 3, loss: "pairwise" },
});

/** Four bins far apart: a colour at a centre belongs to that bin alone. */
export const colourLabels = (values: Float32Array): Labels => ({
  values,
  mask: null,
  perView: PIXELS / 8,
  output: {
    kind: "colour",
    bins: [
      [0, 0],
      [100, 0],
      [0, 100],
      [-100, 0],
    ],
    spread: 10,
    loss: "balancedCrossEntropy",
  },
});

/** Each pixel whether it differs from the background, from images of `squares`. */
export const inside = (images: Float32Array): Float32Array =>
  Float32Array.from({ length: images.length / 3 }, (_, i) => (images[3 * i] === 0.5 ? 0 : 1));

export const average = (values: Float32Array): number => values.reduce((a, b) => a + b, 0) / values.length;
