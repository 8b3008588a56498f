import { expect, test } from "vitest";
import { loadBackend } from "../../src/training/backend.ts";
import { Graph } from "../../src/training/graph.ts";
import * as op from "../../src/training/ops.ts";
import * as proto from "../../src/training/protobuf.ts";
import { openSession } from "../../src/training/session.ts";

test("fields are encoded as in the Protocol Buffers documentation", () => {
  // protobuf.dev/programming-guides/encoding: a = 150 is 08 96 01; "testing" in field 2 is 12 07 74 65 73 74 69 6e 67;
  // int32 -2 is fe ff ff ff ff ff ff ff ff 01.
  expect(proto.integer(1, 150).toString("hex")).toBe("089601");
  expect(proto.bytes(2, "testing").toString("hex")).toBe("120774657374696e67");
  expect(proto.integer(1, -2).toString("hex")).toBe("08feffffffffffffffff01");
  expect(proto.message(3, proto.integer(1, 150)).toString("hex")).toBe("1a03089601");
});

test("a written graph runs in TensorFlow, and closing it frees it", async () => {
  const backend = await loadBackend();
  const graph = new Graph();
  const x = op.placeholder(graph);
  const y = op.matMul(graph, x, x, { b: true });
  const session = await openSession(backend, graph);
  const before = backend.tf.memory().numTensors;
  const [product] = session.run({ [x]: { values: Float32Array.of(1, 2, 3, 4), shape: [2, 2] } }, [y]);
  // [[1 2] [3 4]] times its transpose, by hand.
  expect(product).toEqual(Float32Array.of(5, 11, 11, 25));
  expect(backend.tf.memory().numTensors).toBe(before);
  session.close();
  expect((backend.tf.backend() as unknown as { getNumOfSavedModels(): number }).getNumOfSavedModels()).toBe(0);
});
