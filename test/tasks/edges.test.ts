import { expect, test } from "vitest";
import { edge2d, edgeMagnitude } from "../../src/tasks/edge2d.ts";
import { occlusionEdges } from "../../src/tasks/edge3d.ts";
import { hessianDeterminant, keypointResponse } from "../../src/tasks/keypoint2d.ts";
import { dot, grey } from "./images.ts";

const SIZE = 32;

test("Canny's magnitude at a vertical step is the Gaussian's slope there, and nothing else responds", () => {
  const step = grey(SIZE, (x) => (x < 16 ? 0 : 255));
  const magnitude = edgeMagnitude(step, SIZE);
  // The smoothed step is 1/2 -+ w0/2 beside the edge and w1 further one pixel on, w0 = 0.3989 and w1 = 0.2420 the density of a standard
  // normal at 0 and 1; the central difference over two pixels is (w0 + w1) / 2. Cutting the kernel at 3 sigma costs 0.0003.
  expect(magnitude[16 * SIZE + 15]).toBeCloseTo(0.3205, 3);
  expect(magnitude[16 * SIZE + 16]).toBeCloseTo(0.3205, 3);
  expect(magnitude[16 * SIZE + 4]).toBeCloseTo(0, 6);
  // Constant along the step, up to the border, which repeats its last pixel.
  expect(magnitude[16]).toBeCloseTo(magnitude[16 * SIZE + 16]!, 6);
});

test("edges do not depend on their direction", () => {
  const across = edgeMagnitude(
    grey(SIZE, (x) => (x < 16 ? 0 : 255)),
    SIZE,
  );
  const down = edgeMagnitude(
    grey(SIZE, (_, y) => (y < 16 ? 0 : 255)),
    SIZE,
  );
  expect(down[16 * SIZE + 7]).toBeCloseTo(across[7 * SIZE + 16]!, 6);
});

test("a strong edge is learnt as 1, where the file saturates no earlier", () => {
  const { groundTruth } = edge2d;
  if (groundTruth?.from !== "png") throw new Error("edge2d has files");
  const label = groundTruth.decode({ width: 1, height: 2, channels: 1, data: Uint16Array.of(65535, 8192) });
  expect(label.values[0]).toBe(1);
  expect(label.values[1]).toBeCloseTo(0.5, 3);
});

test("the determinant of the Hessian peaks at the centre of a Gaussian dot and vanishes along an edge", () => {
  // I = exp(-r^2 / 2 s^2) smoothed with sigma 1.2 is a dot of variance v = s^2 + 1.44 and height s^2 / v; at its centre the second
  // derivatives are -height / v, so the normalised determinant is (1.44 height / v)^2. s = 2: 0.0379.
  const response = hessianDeterminant(dot(SIZE, 16, 2), SIZE);
  expect(response[16 * SIZE + 16]).toBeCloseTo(0.0379, 3);
  expect(Math.max(...response)).toBe(response[16 * SIZE + 16]);
  const edge = hessianDeterminant(
    grey(SIZE, (x) => (x < 16 ? 0 : 255)),
    SIZE,
  );
  expect(Math.max(...edge)).toBeLessThan(1e-4);
});

test("a keypoint is as strong as its determinant summed under a Gaussian of 1.5 pixels, as a share of 0.5", () => {
  const determinant = hessianDeterminant(dot(SIZE, 16, 2), SIZE);
  let expected = 0;
  let norm = 0;
  // The kernel is cut at 3 sigma, 5 pixels.
  for (let dy = -5; dy <= 5; dy++) {
    for (let dx = -5; dx <= 5; dx++) {
      const weight = Math.exp(-(dx * dx + dy * dy) / (2 * 1.5 * 1.5));
      norm += weight;
      expected += weight * determinant[(16 + dy) * SIZE + 16 + dx]!;
    }
  }
  const response = keypointResponse(dot(SIZE, 16, 2), SIZE);
  expect(response[16 * SIZE + 16]).toBeCloseTo(expected / norm / 0.5, 5);
});

test("occlusion edges: a plane at any slant has none, a step in depth has a full one", () => {
  const plane = Float32Array.from(
    { length: SIZE * SIZE },
    (_, i) => 1 / (0.2 + 0.02 * (i % SIZE) + 0.01 * Math.floor(i / SIZE)),
  );
  expect(Math.max(...occlusionEdges(plane, SIZE))).toBeLessThan(1e-3);
  const step = Float32Array.from({ length: SIZE * SIZE }, (_, i) => (i % SIZE < 16 ? 2 : 3));
  const edges = occlusionEdges(step, SIZE);
  // Two pixels of 1 under a Gaussian of sigma 2, of density 0.1995 at 0 and 0.1760 at one pixel.
  expect(edges[16 * SIZE + 16]).toBeCloseTo(0.3755, 2);
  expect(edges[16 * SIZE + 4]).toBe(0);
});

test("the edge of a pane without depth is an occlusion edge", () => {
  const open = Float32Array.from({ length: SIZE * SIZE }, (_, i) => (i % SIZE < 16 ? 2 : Number.POSITIVE_INFINITY));
  expect(occlusionEdges(open, SIZE)[16 * SIZE + 16]).toBeGreaterThan(0.3);
});
