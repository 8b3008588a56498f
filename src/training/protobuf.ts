/** The wire format of Protocol Buffers, as far as a TensorFlow graph needs it: each function encodes one field of a message. */

const varint = (value: number | bigint): number[] => {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  bytes.push(Number(rest));
  return bytes;
};

const tag = (field: number, wireType: number): number[] => varint((field << 3) | wireType);

/** int32, int64, bool and enum fields. */
export const integer = (field: number, value: number): Buffer => Buffer.from([...tag(field, 0), ...varint(value)]);

export function float(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([Buffer.from(tag(field, 5)), bytes]);
}

/** A string, bytes, or a message that was encoded before. */
export function bytes(field: number, value: string | Uint8Array): Buffer {
  const content = typeof value === "string" ? Buffer.from(value) : value;
  return Buffer.concat([Buffer.from([...tag(field, 2), ...varint(content.length)]), content]);
}

export const message = (field: number, ...fields: Buffer[]): Buffer => bytes(field, Buffer.concat(fields));
