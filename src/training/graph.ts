import * as proto from "./protobuf.ts";

/** An output of a node, `name:index`. */
export type Edge = string;

/** Values of TensorFlow's enum DataType. */
export const FLOAT = 1;
export const INT32 = 3;
export const BOOL = 10;

/** An attribute of an operation, as a field of `AttrValue`. */
export const attribute = {
  string: (value: string) => proto.bytes(2, value),
  integer: (value: number) => proto.integer(3, value),
  float: (value: number) => proto.float(4, value),
  boolean: (value: boolean) => proto.integer(5, value ? 1 : 0),
  type: (value: number) => proto.integer(6, value),
  integers: (values: number[]) => proto.message(1, ...values.map((value) => proto.integer(3, value))),
  shape: (shape: number[]) => proto.message(7, ...dimensions(shape)),
  tensor: (type: number, shape: number[], content: Uint8Array) =>
    proto.message(8, proto.integer(1, type), proto.message(2, ...dimensions(shape)), proto.bytes(4, content)),
};

const dimensions = (shape: number[]): Buffer[] => shape.map((size) => proto.message(2, proto.integer(1, size)));

/**
 * A TensorFlow graph under construction. Running one graph a step costs a fraction of calling its hundreds of small kernels one by
 * one from JavaScript, and lets TensorFlow fuse and reuse buffers.
 */
export class Graph {
  private readonly nodes: Buffer[] = [];

  /** Adds a node; inputs may hold control inputs (`^name`). Returns its first output; `outputOf` names the others. */
  add(op: string, inputs: Edge[], attributes: Record<string, Buffer> = {}): Edge {
    const name = `n${this.nodes.length}`;
    this.nodes.push(
      proto.message(
        1,
        proto.bytes(1, name),
        proto.bytes(2, op),
        ...inputs.map((input) => proto.bytes(3, input)),
        ...Object.entries(attributes).map(([key, value]) =>
          proto.message(5, proto.bytes(1, key), proto.bytes(2, value)),
        ),
      ),
    );
    return `${name}:0`;
  }

  /** The graph as a SavedModel with the tag `serve`. */
  encode(): Buffer {
    const graph = Buffer.concat([...this.nodes, proto.message(4, proto.integer(1, PRODUCER))]);
    const meta = proto.message(1, proto.bytes(4, "serve"));
    return Buffer.concat([proto.integer(1, 1), proto.message(2, meta, proto.bytes(2, graph))]);
  }
}

/** The graph version of TensorFlow 2.9, the oldest library that tfjs-node 4.22 is built with. */
const PRODUCER = 1087;

/** Output `index` of the node whose first output is `edge`. */
export const outputOf = (edge: Edge, index: number): Edge => edge.replace(/:0$/, `:${index}`);

/** As an input that only says "after this node". */
export const after = (edge: Edge): Edge => `^${edge.slice(0, edge.indexOf(":"))}`;
