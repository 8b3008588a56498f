import { crc32, deflateSync } from "node:zlib";

/** Files put together by hand, so that the loader is not only held against the project's own encoders. */

/** A PNG file (ISO/IEC 15948) of `bytes`, row by row, every row without a filter. `colour`: 0 grey, 2 rgb. */
export function png(size: number, depth: 8 | 16, colour: 0 | 2, bytes: number[]): Buffer {
  const stride = bytes.length / size;
  const rows = Array.from({ length: size }, (_, y) => [0, ...bytes.slice(y * stride, (y + 1) * stride)]).flat();
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", Buffer.from([0, 0, size >> 8, size & 255, 0, 0, size >> 8, size & 255, depth, colour, 0, 0, 0])),
    chunk("IDAT", deflateSync(Buffer.from(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** The bytes that numpy.save writes (format 1.0: numbers start at a multiple of 64). */
export function npy(descr: string, shape: string, numbers: Buffer): Buffer {
  const literal = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`;
  const header = `${literal.padEnd(118 - 1)}\n`;
  const length = Buffer.alloc(2);
  length.writeUInt16LE(header.length);
  return Buffer.concat([Buffer.from("\x93NUMPY\x01\x00", "latin1"), length, Buffer.from(header), numbers]);
}
