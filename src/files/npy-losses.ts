import { badInput } from "../domain/errors.ts";
import { namedSources } from "../domain/pseudo-source.ts";
import { parseSources } from "./cells.ts";
import { parseJson } from "./document.ts";
import type { Losses, LossRow } from "./losses.ts";

const MAGIC = "\u0093NUMPY";

/**
 * Per-image losses of one target from NumPy: `bytes` is an array of float32 (little endian, C order), a row a source set and a column
 * an image; `sidecar` is JSON `{"sources": ["a", "a+b", "self"], "images": ["1", ...], "groups": ["scene", ...]}`, whose images and
 * groups may be left out. Errors: BAD_INPUT with the file.
 */
export function parseNpyLosses(bytes: Uint8Array, sidecar: string, file: string, sidecarFile: string): Losses {
  const { start, rows, columns } = parseHeader(bytes, file);
  if (bytes.length - start !== rows * columns * 4) {
    throw badInput(
      `${file}: ${bytes.length - start} bytes of data: ${rows} x ${columns} floats have ${rows * columns * 4}`,
    );
  }
  const { sources, images, groups } = parseSidecar(sidecar, sidecarFile, rows, columns);
  const values = new Float32Array(Uint8Array.from(bytes.subarray(start)).buffer);
  const keys = new Set<string>();
  return {
    images,
    groups,
    rows: sources.map((text, row): LossRow => {
      const place = `${sidecarFile}: sources[${row}]`;
      const names = parseSources(text, place);
      const key = names.join("+");
      if (keys.has(key)) throw badInput(`${place}: ${key} is there already`);
      keys.add(key);
      const losses = values.slice(row * columns, (row + 1) * columns);
      const bad = losses.findIndex((loss) => !Number.isFinite(loss));
      if (bad >= 0) throw badInput(`${file}: row ${row}, column ${bad}: ${losses[bad]}: allowed is a finite number`);
      return { ...namedSources(names), losses };
    }),
  };
}

function parseHeader(bytes: Uint8Array, file: string): { start: number; rows: number; columns: number } {
  const text = (from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString("latin1");
  if (text(0, 6) !== MAGIC) throw badInput(`${file}: is no NPY file`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const long = bytes[6] !== 1;
  if (bytes.length < 12) throw badInput(`${file}: the NPY header is cut off`);
  const from = long ? 12 : 10;
  const start = from + (long ? view.getUint32(8, true) : view.getUint16(8, true));
  if (start > bytes.length) throw badInput(`${file}: the NPY header is cut off`);
  const header = text(from, start);
  const type = /'descr': '([^']*)'/.exec(header)?.[1];
  if (type !== "<f4")
    throw badInput(`${file}: values of type ${type ?? "unknown"}: allowed is float32 (<f4): use astype("float32")`);
  if (!/'fortran_order': False/.test(header)) throw badInput(`${file}: Fortran order: allowed is C order`);
  const [, rows, columns] = /'shape': \((\d+), (\d+)\)/.exec(header) ?? [];
  if (!(Number(rows) >= 1 && Number(columns) >= 1)) {
    throw badInput(`${file}: allowed is a shape of two dimensions, source sets x images, at least one of each`);
  }
  return { start, rows: Number(rows), columns: Number(columns) };
}

function parseSidecar(
  text: string,
  file: string,
  rows: number,
  columns: number,
): { sources: string[]; images: string[]; groups: string[] | null } {
  const strings = (name: string, value: unknown, length: number): string[] => {
    if (!Array.isArray(value) || value.length !== length || !value.every((item) => typeof item === "string" && item)) {
      throw badInput(`${file}: ${name}: allowed is a list of ${length} strings, none of them empty`);
    }
    return value;
  };
  const content = parseJson(text, file) as { sources?: unknown; images?: unknown; groups?: unknown } | null;
  const sources = strings("sources", content?.sources, rows);
  const images = strings("images", content?.images ?? Array.from({ length: columns }, (_, i) => String(i)), columns);
  const seen = new Set<string>();
  for (const [i, image] of images.entries()) {
    if (seen.has(image)) throw badInput(`${file}: images[${i}]: ${image} is there already`);
    seen.add(image);
  }
  const groups = content?.groups === undefined ? null : strings("groups", content.groups, columns);
  return { sources, images, groups };
}
