/** A minimal writer of WebAssembly modules: functions of 32-bit addresses over one imported memory, with vector instructions. */

export type Code = number[];

/** Value types of locals. */
export const I32 = 0x7f;
export const V128 = 0x7b;

/** Unsigned LEB128. */
const unsigned = (value: number): Code => (value < 128 ? [value] : [(value % 128) + 128, ...unsigned(value >> 7)]);

export const get = (local: number): Code => [0x20, local];
export const set = (local: number, ...value: Code[]): Code => [...value.flat(), 0x21, local];
/** i32.const of 0 to 127, as signed LEB128. */
export const i32 = (value: number): Code => [0x41, ...(value < 64 ? [value] : [value | 0x80, 0])];
export const add = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
export const simd = (opcode: number, ...operands: Code[]): Code => [...operands.flat(), 0xfd, ...unsigned(opcode)];
export const load = (address: Code, offset = 0): Code => [...address, 0xfd, 0x00, 4, offset];
export const store = (address: Code, value: Code): Code => [...address, ...value, 0xfd, 0x0b, 4, 0];
/** A vector of one 32-bit value (little-endian bytes) four times. */
export const splat = (...bytes: [number, number, number, number]): Code => [
  0xfd,
  0x0c,
  ...bytes,
  ...bytes,
  ...bytes,
  ...bytes,
];
/** Repeats the body until `local`, raised by `step` after each turn, reaches `end`: once at least. */
export const loopUpTo = (local: number, step: number, end: Code, ...body: Code[]): Code => [
  ...[0x03, 0x40, ...body.flat()],
  ...[...add(get(local), i32(step)), 0x22, local, ...end, 0x49, 0x0d, 0, 0x0b],
];

export interface WasmFunction {
  name: string;
  parameters: number;
  /** Types of the locals after the parameters. */
  locals: number[];
  code: Code[];
}

export function moduleOf(functions: WasmFunction[]): Uint8Array<ArrayBuffer> {
  const list = (items: Code[]): Code => [...unsigned(items.length), ...items.flat()];
  const section = (id: number, items: Code[]): Code => sized([id], list(items));
  const sized = (head: Code, content: Code): Code => [...head, ...unsigned(content.length), ...content];
  const text = (name: string): Code => sized([], [...Buffer.from(name)]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(
      1,
      functions.map(({ parameters }) => [0x60, ...list(Array<Code>(parameters).fill([I32])), 0]),
    ),
    ...section(2, [[...text("js"), ...text("memory"), 0x02, 0x00, 0]]),
    ...section(
      3,
      functions.map((_, i) => [i]),
    ),
    ...section(
      7,
      functions.map(({ name }, i) => [...text(name), 0x00, i]),
    ),
    ...section(
      10,
      functions.map(({ locals, code }) => sized([], [...list(locals.map((type) => [1, type])), ...code.flat(), 0x0b])),
    ),
  ]);
}
