import { kernelsOver } from "./kernels.ts";

/** Images at a time: a multiple of 32, so that rows fill whole vectors, and no power of 2, which caches dislike. */
const IMAGES = 2016;
const KEY_BYTES = 4 * IMAGES;
const CODE_BYTES = 2 * IMAGES;
const OUT_BYTES = 16;
const MOST_CODE = 32767;
/** Keys of infinity, of both signs; those of NaN lie beyond. */
const INFINITE = 0x7f800000;

/** What vector i wins on some images, by code: its loss is lower than j's for certain. */
export interface CodedImages {
  /** First of these images; codes are counted from it. */
  from: number;
  /** Adds to `counts`, by j < i, on how many images i's code is the lower one. */
  addLower(i: number, counts: Float64Array): void;
  /** Pairs that share a code on an image, flat: image, later vector, earlier one. */
  shared(): number[];
}

/**
 * The images of these vectors (of equal length, 2^16 at most), some thousand at a time, with a code of 15 bits for each loss: within an
 * image a lower code means a lower loss, and the same code leaves it open. Each part is valid until the next. Null where a loss is not finite.
 */
export function* codedImages(losses: Float32Array[]): Generator<CodedImages | null, void> {
  const members = losses.length;
  const images = losses[0]!.length;
  const place = { codes: 0, out: 0, key: 0, least: 0, most: 0, scale: 0 };
  place.out = members * CODE_BYTES;
  place.key = place.out + members * OUT_BYTES;
  place.least = place.key + members * KEY_BYTES;
  place.most = place.least + KEY_BYTES;
  place.scale = place.most + KEY_BYTES;
  const { memory, keys, codes, countLower } = kernelsOver(place.scale + KEY_BYTES);
  const keysOf = (v: number) => place.key + v * KEY_BYTES;
  const least = new Int32Array(memory, place.least, IMAGES);
  const most = new Int32Array(memory, place.most, IMAGES);
  const scale = new Float32Array(memory, place.scale, IMAGES);
  const out = new Uint32Array(memory, place.out, 4 * members);

  for (let from = 0; from < images; from += IMAGES) {
    const here = Math.min(IMAGES, images - from);
    least.fill(0x7fffffff);
    most.fill(-0x80000000);
    losses.forEach((vector, v) => {
      const row = new Float32Array(memory, keysOf(v), IMAGES);
      row.set(vector.subarray(from, from + here));
      // The rest is the same in all vectors, and so counts nothing.
      row.fill(0, here);
      keys(keysOf(v), place.least, place.most, KEY_BYTES);
    });
    for (let k = 0; k < IMAGES; k++) {
      if (least[k]! <= -INFINITE || most[k]! >= INFINITE) yield null;
      scale[k] = MOST_CODE / Math.max(1, most[k]! - least[k]!);
    }
    for (let v = 0; v < members; v++) codes(keysOf(v), place.least, place.scale, v * CODE_BYTES, KEY_BYTES);
    yield {
      from,
      addLower(i, counts) {
        countLower(i * CODE_BYTES, 0, i * CODE_BYTES, CODE_BYTES, place.out);
        for (let j = 0, at = 0; j < i; j++, at += 4)
          counts[j]! += out[at]! + out[at + 1]! + out[at + 2]! + out[at + 3]!;
      },
      shared: () => sharedCodes(new Int16Array(memory, 0, members * IMAGES), members, here),
    };
  }
}

function sharedCodes(codes: Int16Array, members: number, images: number): number[] {
  const pairs: number[] = [];
  // By code: the image that last had it, and the last vector there; by vector: the one before it with the same code.
  const holder = new Int32Array(MOST_CODE + 1).fill(-1);
  const before = new Int32Array(members);
  for (let k = 0; k < images; k++) {
    for (let v = 0, at = k; v < members; v++, at += IMAGES) {
      const code = codes[at]!;
      const last = holder[code]!;
      holder[code] = (k << 16) | v;
      before[v] = -1;
      if (last >> 16 !== k) continue;
      before[v] = last & 0xffff;
      for (let other = before[v]!; other !== -1; other = before[other]!) pairs.push(k, v, other);
    }
  }
  return pairs;
}
