import type { Labels } from "../../src/dataset/labels.ts";

/**
 * Predictors that cannot see a scene: each knows only in which cell of a table a pixel lies, and predicts the best constant of that cell under the
 * task's loss (the median for absolute errors, the mean for squared ones; class shares, weighted as in training, for cross-entropy).
 */
export interface Cells {
  count: number;
  /** Cell of every pixel of every view, one view after another. */
  train: Int32Array;
  test: Int32Array;
}

export const SHORTCUTS = ["constant", "colour", "position"] as const;
export type Shortcut = (typeof SHORTCUTS)[number];

/** Pixels per side of a block that counts as one position. */
const BLOCK = 4;

/** n views of `size * size * 3` in [0, 1]. */
export function cells(shortcut: Shortcut, train: Float32Array, test: Float32Array, size: number): Cells {
  if (shortcut === "constant") {
    return { count: 1, train: new Int32Array(train.length / 3), test: new Int32Array(test.length / 3) };
  }
  if (shortcut === "position") {
    const across = Math.ceil(size / BLOCK);
    const place = (images: Float32Array) =>
      Int32Array.from({ length: images.length / 3 }, (_, i) => {
        const [x, y] = [i % size, Math.floor(i / size) % size];
        return Math.floor(y / BLOCK) * across + Math.floor(x / BLOCK);
      });
    return { count: across * across, train: place(train), test: place(test) };
  }
  return { count: COLOURS ** 3 * SLOPES, train: patches(train, size), test: patches(test, size) };
}

/** Levels of each channel of the mean over the 3 x 3 patch. */
const COLOURS = 6;
/** Kinds of slope of luma over the patch: none, or one of four directions, weak or strong. */
const SLOPES = 9;

function patches(images: Float32Array, size: number): Int32Array {
  const pixels = size * size;
  const codes = new Int32Array(images.length / 3);
  const sum = new Float64Array(3);
  for (let i = 0; i < codes.length; i++) {
    const view = Math.floor(i / pixels) * pixels;
    const [x, y] = [i % size, Math.floor((i - view) / size)];
    let across = 0;
    let down = 0;
    sum.fill(0);
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const at = view + clamp(y + dy, size) * size + clamp(x + dx, size);
        let grey = 0;
        for (let c = 0; c < 3; c++) {
          sum[c]! += images[3 * at + c]!;
          grey += images[3 * at + c]!;
        }
        across += dx * grey;
        down += dy * grey;
      }
    }
    const colour = sum.reduce(
      (code, total) => code * COLOURS + Math.min(COLOURS - 1, Math.floor((total / 9) * COLOURS)),
      0,
    );
    const slope = Math.hypot(across, down) / 18;
    const direction = (across > 0 ? 1 : 0) + (down > 0 ? 2 : 0);
    const kind = slope < 0.005 ? 0 : 1 + direction + (slope < 0.05 ? 0 : 4);
    codes[i] = colour * SLOPES + kind;
  }
  return codes;
}

const clamp = (x: number, size: number): number => Math.min(size - 1, Math.max(0, x));

/** Cells with fewer training pixels than this predict the constant of all. */
const FEW = 200;

/** Mean loss over the test views of the table fitted to the training views. Outputs: maps, class maps and classes. */
export function tableLoss(table: Cells, train: Labels, test: Labels): number {
  const { output } = train;
  if (output.kind !== "pixels") return shareLoss(table, train, test);
  return output.loss === "l1"
    ? constantLoss(table, train, test, medians, Math.abs)
    : constantLoss(table, train, test, means, (error) => error * error);
}

/** The loss of a constant a cell and channel; NaN stands for a cell with too few pixels. */
function constantLoss(
  table: Cells,
  train: Labels,
  test: Labels,
  constantsOf: (table: Cells, train: Labels, channels: number) => Float64Array,
  lossOf: (error: number) => number,
): number {
  const channels = train.output.kind === "pixels" ? train.output.channels : 1;
  const constants = constantsOf(table, train, channels);
  return perView(test, table.test.length, (i) => {
    let loss = 0;
    for (let c = 0; c < channels; c++) {
      const own = constants[table.test[i]! * channels + c]!;
      const guess = Number.isNaN(own) ? constants[table.count * channels + c]! : own;
      loss += lossOf(test.values[i * channels + c]! - guess) / channels;
    }
    return loss;
  });
}

function means(table: Cells, train: Labels, channels: number): Float64Array {
  const sums = new Float64Array((table.count + 1) * channels);
  const counts = new Float64Array(table.count + 1);
  for (let i = 0; i < table.train.length; i++) {
    if (train.mask && !train.mask[i]) continue;
    for (const cell of [table.train[i]!, table.count]) {
      counts[cell]!++;
      for (let c = 0; c < channels; c++) sums[cell * channels + c]! += train.values[i * channels + c]!;
    }
  }
  return sums.map((sum, k) => {
    const count = counts[Math.floor(k / channels)]!;
    return count < FEW ? Number.NaN : sum / count;
  });
}

const LEVELS = 256;

/** Of values in [0, 1]. */
function medians(table: Cells, train: Labels, channels: number): Float64Array {
  const histogram = new Float64Array((table.count + 1) * channels * LEVELS);
  for (let i = 0; i < table.train.length; i++) {
    if (train.mask && !train.mask[i]) continue;
    for (let c = 0; c < channels; c++) {
      const level = Math.min(LEVELS - 1, Math.floor(train.values[i * channels + c]! * LEVELS));
      histogram[(table.train[i]! * channels + c) * LEVELS + level]!++;
      histogram[(table.count * channels + c) * LEVELS + level]!++;
    }
  }
  return Float64Array.from({ length: (table.count + 1) * channels }, (_, k) =>
    median(histogram.subarray(k * LEVELS, (k + 1) * LEVELS)),
  );
}

function median(histogram: Float64Array): number {
  const total = histogram.reduce((a, b) => a + b, 0);
  if (total < FEW) return Number.NaN;
  let below = 0;
  for (let level = 0; level < LEVELS; level++) {
    below += histogram[level]!;
    if (below >= total / 2) return level === 0 ? 0 : (level + 0.5) / LEVELS;
  }
  return Number.NaN;
}

function shareLoss(table: Cells, train: Labels, test: Labels): number {
  const { output } = train;
  if (output.kind !== "segmentation" && output.kind !== "class") throw new RangeError("shares are for classes");
  const { classes } = output;
  const totals = new Float64Array(classes);
  eachShare(train, table.train.length, classes, (_, k, share) => {
    totals[k]! += share;
  });
  const all = totals.reduce((a, b) => a + b, 0);
  const present = totals.filter((count) => count > 0).length;
  const weights = totals.map((count) => (output.kind === "class" ? 1 : count > 0 ? all / (present * count) : 0));
  // Every cell starts as FEW pixels of the constant.
  const prior = totals.map((count, k) => (count * weights[k]!) / all);
  const shares = new Float64Array(table.count * classes).map((_, k) => FEW * prior[k % classes]!);
  eachShare(train, table.train.length, classes, (i, k, share) => {
    shares[table.train[i]! * classes + k]! += share * weights[k]!;
  });
  const sums = new Float64Array(table.count);
  for (let k = 0; k < shares.length; k++) sums[Math.floor(k / classes)]! += shares[k]!;
  const losses = new Float64Array(table.test.length);
  eachShare(test, table.test.length, classes, (i, k, share) => {
    const cell = table.test[i]!;
    if (weights[k]! > 0) losses[i]! -= share * weights[k]! * Math.log(shares[cell * classes + k]! / sums[cell]!);
  });
  return perView(test, table.test.length, (i) => losses[i]!);
}

/** Calls with every valid pixel and each class that it has a share of: its own class, or the distribution of its view. */
function eachShare(
  { output, values, mask }: Labels,
  pixels: number,
  classes: number,
  call: (pixel: number, k: number, share: number) => void,
): void {
  const size = (pixels * classes) / values.length;
  for (let i = 0; i < pixels; i++) {
    if (output.kind === "segmentation") {
      if (!mask || mask[i]) call(i, values[i]!, 1);
      continue;
    }
    const view = Math.floor(i / size) * classes;
    for (let k = 0; k < classes; k++) if (values[view + k]! > 0) call(i, k, values[view + k]!);
  }
}

/** The mean over views of the mean over their valid pixels, as training judges. */
function perView(test: Labels, pixels: number, loss: (i: number) => number): number {
  const views = test.values.length / test.perView;
  const size = pixels / views;
  let total = 0;
  for (let view = 0; view < views; view++) {
    let sum = 0;
    let valid = 0;
    for (let i = view * size; i < (view + 1) * size; i++) {
      if (test.output.kind !== "class" && test.mask && !test.mask[i]) continue;
      sum += loss(i);
      valid++;
    }
    total += valid > 0 ? sum / valid : 0;
  }
  return total / views;
}
