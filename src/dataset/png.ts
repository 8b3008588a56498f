import { deflateSync, inflateSync } from "node:zlib";
import type { PngForm, Raster } from "../tasks/task.ts";
import { crc32 } from "./crc32.ts";
import { invalid } from "./invalid.ts";
import { filterUp, unfilter } from "./png-filters.ts";
import { readBytes } from "./read.ts";

/**
 * PNG files (ISO/IEC 15948) as the data set has them: grey or rgb, 8 or 16 bits (big endian), not interlaced. Thousands of small ones are read at
 * every training, and zlib's native code is many times faster here than one in JavaScript.
 */
const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const GREY = 0;
const RGB = 2;

/** Throws DATASET_INVALID when the file is missing, damaged or of another form. */
export function readPng(file: string, form: PngForm): Raster {
  const bytes = readBytes(file);
  const { header, data } = readChunks(bytes, file);
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const [depth, colour, , , interlaced] = header.subarray(8);
  if (colour !== (form.channels === 3 ? RGB : GREY) || depth !== form.depth || interlaced !== 0) {
    const due = `${form.channels === 3 ? "rgb" : "grey"} of ${form.depth} bits (colour type ${form.channels === 3 ? RGB : GREY})`;
    throw invalid(
      file,
      `it has ${depth} bits and colour type ${colour}${interlaced ? ", interlaced" : ""} where ${due} is due`,
    );
  }
  const pixel = (form.channels * form.depth) / 8;
  const stride = width * pixel;
  const filtered = inflate(data, height * (stride + 1), file);
  const raw = unfilter(filtered, height, stride, pixel);
  if (!raw) throw invalid(file, "a row has an unknown filter");
  return { width, height, channels: form.channels, data: form.depth === 8 ? raw : fromBigEndian(raw) };
}

function readChunks(bytes: Buffer, file: string): { header: Buffer; data: Buffer } {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) throw invalid(file, "no PNG file");
  let header: Buffer | null = null;
  const data: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) break;
    const type = bytes.toString("latin1", at + 4, at + 8);
    const body = bytes.subarray(at + 8, end);
    if (bytes.readUInt32BE(end) !== crc32(bytes, at + 4, end)) throw invalid(file, `its ${type} chunk is damaged`);
    if (type === "IHDR" && length === 13) header = body;
    if (type === "IDAT") data.push(body);
    if (type === "IEND" && header) return { header, data: data.length === 1 ? data[0]! : Buffer.concat(data) };
    at = end + 4;
  }
  throw invalid(file, "it is truncated");
}

function inflate(data: Buffer, length: number, file: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = inflateSync(data, { maxOutputLength: length + 1 });
  } catch (cause) {
    throw invalid(file, `its pixels are damaged (${(cause as Error).message})`, cause);
  }
  if (bytes.length !== length) throw invalid(file, `it holds ${bytes.length} bytes of pixels where ${length} are due`);
  return bytes;
}

/** Fast rather than small. */
export function encodePng({ width, height, channels, data }: Raster): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8 * data.BYTES_PER_ELEMENT, channels === 3 ? RGB : GREY, 0, 0, 0], 8);
  const raw = data instanceof Uint16Array ? toBigEndian(data) : data;
  const pixels = deflateSync(filterUp(raw, height), { level: 1 });
  return Buffer.concat([SIGNATURE, chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, body: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(body.length + 12);
  bytes.writeUInt32BE(body.length, 0);
  bytes.write(type, 4, "latin1");
  body.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes, 4, body.length + 8), body.length + 8);
  return bytes;
}

function fromBigEndian(bytes: Uint8Array): Uint16Array {
  const numbers = new Uint16Array(bytes.length / 2);
  for (let i = 0; i < numbers.length; i++) numbers[i] = (bytes[2 * i]! << 8) | bytes[2 * i + 1]!;
  return numbers;
}

function toBigEndian(numbers: Uint16Array): Uint8Array {
  const bytes = new Uint8Array(2 * numbers.length);
  for (let i = 0; i < numbers.length; i++) {
    bytes[2 * i] = numbers[i]! >> 8;
    bytes[2 * i + 1] = numbers[i]! & 255;
  }
  return bytes;
}
