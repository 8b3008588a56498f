/** Sets every element to a function of its index; several times faster than `TypedArray.from`. */
export function fill<T extends Float32Array | Uint8Array | Uint16Array>(out: T, value: (i: number) => number): T {
  for (let i = 0; i < out.length; i++) out[i] = value(i);
  return out;
}
