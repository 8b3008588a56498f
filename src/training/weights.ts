import { TaskonomyError } from "../domain/errors.ts";
import { type Shape, shapeOf } from "./data.ts";

export interface WeightArray {
  name: string;
  shape: number[];
  values: Float32Array;
}

export interface Weights {
  shape: Shape;
  arrays: WeightArray[];
}

/** Length of the header (uint32), a JSON header, then the arrays one after another (float32); all little endian. */
export function encodeWeights({ shape, arrays }: Weights): Uint8Array {
  const header = Buffer.from(
    JSON.stringify({ shape: shapeOf(shape), arrays: arrays.map(({ name, shape }) => ({ name, shape })) }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const contents = arrays.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return Buffer.concat([length, header, ...contents]);
}

/** Throws ARTIFACT_CORRUPT where the bytes are not of this form. */
export function decodeWeights(bytes: Uint8Array): Weights {
  try {
    const buffer = Buffer.from(bytes);
    let offset = 4 + buffer.readUInt32LE(0);
    const header = JSON.parse(buffer.toString("utf8", 4, offset)) as Weights;
    const arrays = header.arrays.map(({ name, shape }) => {
      const end = offset + 4 * shape.reduce((a, b) => a * b, 1);
      if (end > buffer.length) throw new RangeError(name);
      const values = new Float32Array(new Uint8Array(buffer.subarray(offset, end)).buffer);
      offset = end;
      return { name, shape, values };
    });
    return { shape: header.shape, arrays };
  } catch (cause) {
    throw new TaskonomyError(
      "ARTIFACT_CORRUPT",
      "A file of network weights is cut off or not in this program's format.",
      {
        cause,
      },
    );
  }
}
