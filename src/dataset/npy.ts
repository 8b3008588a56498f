import { invalid } from "./invalid.ts";
import { readBytes } from "./read.ts";

/** NumPy's array files, format 1.0: a magic string, the header's length (16 bits, little endian), a Python literal, the numbers. */
const MAGIC = Buffer.from("\x93NUMPY\x01\x00", "latin1");
const HEADER = /^\{'descr': '<(f[248])', 'fortran_order': False, 'shape': \(([\d, ]*)\), \}\s*$/;

/** A vector of floats (2, 4 or 8 bytes, little endian; leading dimensions of 1 are dropped). Throws DATASET_INVALID. */
export function readNpy(file: string): Float32Array {
  const bytes = readBytes(file);
  if (bytes.length < 10 || !bytes.subarray(0, 8).equals(MAGIC)) throw invalid(file, "no .npy file of format 1.0");
  const start = 10 + bytes.readUInt16LE(8);
  const header = HEADER.exec(bytes.toString("latin1", 10, Math.min(start, bytes.length)));
  if (!header) throw invalid(file, "its header is not that of little-endian floats in C order");
  const shape = header[2]!.split(",").flatMap((part) => (part.trim() ? [Number(part)] : []));
  const length = shape.reduce((a, b) => a * b, 1);
  if (shape.slice(0, -1).some((n) => n !== 1)) throw invalid(file, `its shape is (${shape.join(", ")}), not a vector`);
  const width = Number(header[1]![1]);
  if (bytes.length !== start + length * width) {
    throw invalid(file, `it holds ${bytes.length - start} bytes where ${length * width} are due`);
  }
  const read =
    width === 8
      ? (i: number) => bytes.readDoubleLE(start + 8 * i)
      : width === 4
        ? (i: number) => bytes.readFloatLE(start + 4 * i)
        : (i: number) => half(bytes.readUInt16LE(start + 2 * i));
  return Float32Array.from({ length }, (_, i) => read(i));
}

/** IEEE 754 binary16. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** A vector as 4-byte floats. */
export function encodeNpy(vector: Float32Array): Uint8Array {
  const literal = `{'descr': '<f4', 'fortran_order': False, 'shape': (${vector.length},), }`;
  // The numbers start at a multiple of 64 bytes.
  const header = `${literal.padEnd(Math.ceil((11 + literal.length) / 64) * 64 - 11)}\n`;
  const bytes = Buffer.alloc(10 + header.length + 4 * vector.length);
  MAGIC.copy(bytes);
  bytes.writeUInt16LE(header.length, 8);
  bytes.write(header, 10, "latin1");
  for (const [i, value] of vector.entries()) bytes.writeFloatLE(value, 10 + header.length + 4 * i);
  return bytes;
}
