/**
 * Win counts of resampled images, fast. A resample gives each image a weight (how often it was drawn), and a win count is the sum of
 * weights over the images won. Comparisons are made once and kept as bits, eight images a byte; for every byte a table of 256 sums is
 * made from the weights, so that eight comparisons cost one look-up. Several resamples share a look-up: their sums are packed into
 * the 53 bits of one number.
 */

/** Bytes (of eight images) whose tables are used together: 64 tables are 128 KiB and stay in a core's cache. */
const TILE = 64;

export interface Comparisons {
  members: number;
  images: number;
  /** By tile, pair (i < j, row by row) and byte: a bit an image, set where i's loss is lower. */
  lower: Uint8Array;
  /** The same where the losses are equal. */
  equal: Uint8Array;
  /** 1 for the pairs that are equal somewhere. */
  tied: Uint8Array;
}

/** `losses`: a vector a member, of equal length. */
export function compare(losses: Float32Array[]): Comparisons {
  const members = losses.length;
  const images = losses[0]!.length;
  const pairs = (members * (members - 1)) / 2;
  const bytes = Math.ceil(images / 8);
  const lower = new Uint8Array(pairs * bytes);
  const equal = new Uint8Array(pairs * bytes);
  const tied = new Uint8Array(pairs);
  for (let start = 0; start < bytes; start += TILE) {
    const length = Math.min(TILE, bytes - start);
    let at = start * pairs;
    let pair = 0;
    for (let i = 0; i < members; i++) {
      for (let j = i + 1; j < members; j++, pair++, at += length) {
        const [a, b] = [losses[i]!, losses[j]!];
        for (let byte = 0; byte < length; byte++) {
          const first = (start + byte) * 8;
          const count = Math.min(8, images - first);
          let [less, same] = [0, 0];
          for (let bit = 0; bit < count; bit++) {
            const [x, y] = [a[first + bit]!, b[first + bit]!];
            less |= (x < y ? 1 : 0) << bit;
            same |= (x === y ? 1 : 0) << bit;
          }
          lower[at + byte] = less;
          equal[at + byte] = same;
          if (same !== 0) tied[pair] = 1;
        }
      }
    }
  }
  return { members, images, lower, equal, tied };
}

/** For each vector of weights (one a image, whole numbers): `members` x `members` counts, ties halved, as `countWins` of the drawn images. */
export function resampledWins(comparisons: Comparisons, weights: Uint16Array[]): Float64Array[] {
  const { members, images, lower, equal, tied } = comparisons;
  const pairs = (members * (members - 1)) / 2;
  const bytes = Math.ceil(images / 8);
  const totals = weights.map((weight) => weight.reduce((sum, value) => sum + value, 0));
  // Twice the wins, so that a tie is a whole number.
  const width = Math.ceil(Math.log2(2 * Math.max(...totals) + 1));
  const lanes = Math.max(1, Math.floor(53 / width));
  const counts: Float64Array[] = [];
  for (let first = 0; first < weights.length; first += lanes) {
    const packed = pack(weights.slice(first, first + lanes), width, bytes * 8);
    const sums = new Float64Array(pairs);
    for (let start = 0; start < bytes; start += TILE) {
      const length = Math.min(TILE, bytes - start);
      const tables = sumTables(packed, start, length);
      const all = { sums, tables, from: start * pairs, length };
      addLookups({ ...all, bits: lower, factor: 2, only: null });
      addLookups({ ...all, bits: equal, factor: 1, only: tied });
    }
    for (let lane = 0; lane < Math.min(lanes, weights.length - first); lane++) {
      counts.push(unpack(sums, lane * width, width, members, totals[first + lane]!));
    }
  }
  return counts;
}

/** One number an image: the weights of several resamples, `width` bits each. */
function pack(weights: Uint16Array[], width: number, length: number): Float64Array {
  const packed = new Float64Array(length);
  weights.forEach((weight, lane) => {
    const scale = 2 ** (lane * width);
    for (let image = 0; image < weight.length; image++) packed[image]! += weight[image]! * scale;
  });
  return packed;
}

/** For each of `length` bytes from `start` on, the sum of the weights of every subset of its eight images. */
function sumTables(packed: Float64Array, start: number, length: number): Float64Array {
  const tables = new Float64Array(length * 256);
  for (let byte = 0; byte < length; byte++) {
    const at = byte * 256;
    for (let bit = 0; bit < 8; bit++) {
      const weight = packed[(start + byte) * 8 + bit]!;
      const half = 1 << bit;
      for (let subset = 0; subset < half; subset++) tables[at + half + subset] = tables[at + subset]! + weight;
    }
  }
  return tables;
}

interface Lookups {
  /** One a pair, added to. */
  sums: Float64Array;
  tables: Float64Array;
  bits: Uint8Array;
  /** Where the bits of the first pair start, and how many bytes a pair has. */
  from: number;
  length: number;
  factor: number;
  /** Pairs to look up; null: all. */
  only: Uint8Array | null;
}

function addLookups({ sums, tables, bits, from, length, factor, only }: Lookups): void {
  let at = from;
  for (let pair = 0; pair < sums.length; pair++, at += length) {
    if (only !== null && only[pair] === 0) continue;
    // Two sums, so that one addition need not wait for the other.
    let even = 0;
    let odd = 0;
    let byte = 0;
    for (; byte + 1 < length; byte += 2) {
      even += tables[byte * 256 + bits[at + byte]!]!;
      odd += tables[byte * 256 + 256 + bits[at + byte + 1]!]!;
    }
    if (byte < length) even += tables[byte * 256 + bits[at + byte]!]!;
    sums[pair]! += factor * (even + odd);
  }
}

function unpack(sums: Float64Array, shift: number, width: number, members: number, total: number): Float64Array {
  const counts = new Float64Array(members * members);
  let pair = 0;
  for (let i = 0; i < members; i++) {
    counts[i * members + i] = total / 2;
    for (let j = i + 1; j < members; j++) {
      const won = (Math.floor(sums[pair++]! / 2 ** shift) % 2 ** width) / 2;
      counts[i * members + j] = won;
      counts[j * members + i] = total - won;
    }
  }
  return counts;
}
