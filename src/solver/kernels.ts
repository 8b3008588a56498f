/**
 * The inner loops of the tournament, in WebAssembly because JavaScript has no vector instructions. Addresses and sizes are bytes; a
 * row of 32-bit numbers is `bytes` long, a multiple of 64.
 */
import { add, get, I32, i32, load, loopUpTo, moduleOf, set, simd, splat, store, V128 } from "./wasm.ts";

export interface Kernels {
  /** Turns floats at `row`, in place, into integers of the same order (0 and -0 alike), and widens `least` and `most` to hold them. */
  keys(row: number, least: number, most: number, bytes: number): void;
  /** Writes to `codes` (16 bits a number) the keys at `row` as (key - least) x scale, at most 32767. `scale` holds floats. */
  codes(row: number, least: number, scale: number, codes: number, bytes: number): void;
  /**
   * For each of the rows of codes from `b` to `end`: at how many positions the row at `a` holds the lower code, as four 32-bit partial
   * counts at `out`. Rows of codes are `bytes` long, a multiple of 64 and at most 2^19.
   */
  countLower(a: number, b: number, end: number, bytes: number, out: number): void;
}

const I32_SUB = 0xb1;
const I32_MIN = 0xb6;
const I32_MAX = 0xb8;
const I32_SHIFT_RIGHT = 0xac;
const BIT_SELECT = 0x52;
const FLOAT_OF_UNSIGNED = 0xfb;
const F32_MUL = 0xe6;
const TRUNCATE = 0xf8;
const NARROW = 0x85;
const I16_LOWER = 0x2f;
const I16_SUB = 0x91;
const WIDEN_PAIRS = 0x7f;

/** Floats order as their bits do where positive, the other way round where negative. */
function keysCode(): number[][] {
  const [row, least, most, bytes, at, bits] = [0, 1, 2, 3, 4, 5] as const;
  const place = (base: number) => add(get(base), get(at));
  const reversed = simd(I32_SUB, splat(0, 0, 0, 0x80), get(bits));
  return [
    loopUpTo(
      at,
      16,
      get(bytes),
      set(bits, load(place(row))),
      set(bits, simd(BIT_SELECT, reversed, get(bits), simd(I32_SHIFT_RIGHT, get(bits), i32(31)))),
      store(place(row), get(bits)),
      store(place(least), simd(I32_MIN, load(place(least)), get(bits))),
      store(place(most), simd(I32_MAX, load(place(most)), get(bits))),
    ),
  ];
}

function codesCode(): number[][] {
  const [row, least, scale, codes, bytes, at] = [0, 1, 2, 3, 4, 5] as const;
  const four = (offset: number): number[] => {
    const from = (base: number) => load(add(get(base), get(at)), offset);
    const distance = simd(FLOAT_OF_UNSIGNED, simd(I32_SUB, from(row), from(least)));
    return simd(TRUNCATE, simd(F32_MUL, distance, from(scale)));
  };
  return [
    loopUpTo(
      at,
      32,
      get(bytes),
      store(get(codes), simd(NARROW, four(0), four(16))),
      set(codes, add(get(codes), i32(16))),
    ),
  ];
}

function countLowerCode(): number[][] {
  const [a, b, end, bytes, out, at, count] = [0, 1, 2, 3, 4, 5, 6] as const;
  const from = (row: number, offset: number) => load(add(get(row), get(at)), offset);
  // A comparison gives -1 where it holds.
  const counted = [0, 16, 32, 48].reduce(
    (sum, offset) => simd(I16_SUB, sum, simd(I16_LOWER, from(a, offset), from(b, offset))),
    get(count),
  );
  return [
    [
      ...[0x03, 0x40, ...set(count, splat(0, 0, 0, 0)), ...set(at, i32(0))],
      ...loopUpTo(at, 64, get(bytes), set(count, counted)),
      ...store(get(out), simd(WIDEN_PAIRS, get(count))),
      ...set(out, add(get(out), i32(16))),
      ...[...add(get(b), get(bytes)), 0x22, b, ...get(end), 0x49, 0x0d, 0, 0x0b],
    ],
  ];
}

const MODULE = moduleOf([
  { name: "keys", parameters: 4, locals: [I32, V128], code: keysCode() },
  { name: "codes", parameters: 5, locals: [I32], code: codesCode() },
  { name: "countLower", parameters: 5, locals: [I32, V128], code: countLowerCode() },
]);

/** The part of the WebAssembly interface used here; types of Node lack it. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Memory: new (size: { initial: number }) => { buffer: ArrayBuffer };
  Instance: new (module: object, imports: object) => { exports: unknown };
};

const compiled = new WebAssembly.Module(MODULE);

/** The kernels over a zeroed memory of their own of at least so many bytes. */
export function kernelsOver(bytes: number): Kernels & { memory: ArrayBuffer } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) });
  const { exports } = new WebAssembly.Instance(compiled, { js: { memory } });
  return { ...(exports as Kernels), memory: memory.buffer };
}
