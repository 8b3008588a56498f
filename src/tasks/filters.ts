/** Linear filters on one-channel square images, row-major; the border repeats its last pixel. */

/** Luma of ITU-R BT.601 from `size * size * 3` bytes, on [0, 1]. */
export function luma(rgb: Uint8Array): Float32Array {
  const out = new Float32Array(rgb.length / 3);
  for (let i = 0; i < out.length; i++) {
    out[i] = (0.299 * rgb[3 * i]! + 0.587 * rgb[3 * i + 1]! + 0.114 * rgb[3 * i + 2]!) / 255;
  }
  return out;
}

/** A separable filter: `across` along rows, then `down` along columns; both of odd length. */
export function convolve(image: Float32Array, size: number, across: number[], down: number[]): Float32Array {
  return pass(pass(image, size, across, 1), size, down, size);
}

function pass(image: Float32Array, size: number, weights: number[], step: number): Float32Array {
  const kernel = Float64Array.from(weights);
  const radius = (kernel.length - 1) / 2;
  const other = step === 1 ? size : 1;
  const out = new Float32Array(image.length);
  const line = new Float64Array(size + 2 * radius);
  for (let start = 0; start < size * other; start += other) {
    for (let x = 0; x < line.length; x++) line[x] = image[start + Math.min(size - 1, Math.max(0, x - radius)) * step]!;
    for (let x = 0; x < size; x++) {
      let sum = 0;
      for (let k = 0; k < kernel.length; k++) sum += kernel[k]! * line[x + k]!;
      out[start + x * step] = sum;
    }
  }
  return out;
}

/** Samples of a Gaussian out to three standard deviations, or of its derivatives; the plain kernel sums to 1. */
export function gaussian(sigma: number, derivative: 0 | 1 | 2 = 0): number[] {
  const radius = Math.ceil(3 * sigma);
  const offsets = Array.from({ length: 2 * radius + 1 }, (_, i) => i - radius);
  const plain = offsets.map((x) => Math.exp((-x * x) / (2 * sigma * sigma)));
  const sum = plain.reduce((a, b) => a + b, 0);
  const weights = plain.map((value) => value / sum);
  if (derivative === 0) return weights;
  // The correlation kernels: they respond with +1 to a ramp of slope 1, and with +1 to x * x / 2.
  if (derivative === 1) return weights.map((w, i) => (w * offsets[i]!) / (sigma * sigma));
  const second = weights.map((w, i) => w * (offsets[i]! ** 2 / sigma ** 4 - 1 / sigma ** 2));
  // Samples of it do not quite sum to 0, as they must for a constant image.
  const bias = second.reduce((a, b) => a + b, 0);
  return second.map((w, i) => w - bias * weights[i]!);
}
