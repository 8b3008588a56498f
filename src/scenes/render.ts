import { classId, type RoomType } from "../tasks/classes.ts";
import type { Camera, RenderedView } from "../tasks/view.ts";
import { Caster } from "./caster.ts";
import type { Shader } from "./shade.ts";
import { type Scene, SKY } from "./solid.ts";

/** Offsets of the colour samples from the pixel's centre; geometry is that of the centre itself. */
const SAMPLES_X = [-0.125, 0.375, 0.125, -0.375];
const SAMPLES_Y = [-0.375, -0.125, 0.375, 0.125];

/** Casts one ray a pixel for the geometry, then four for the colour. */
export function render(scene: Scene, shader: Shader, roomType: RoomType, camera: Camera, size: number): RenderedView {
  const caster = new Caster(scene, camera, size);
  const { geometry, surfaces } = castGeometry(scene, caster);
  return { size, rgb: castColour(shader, caster, surfaces), ...geometry, roomType, camera, room: scene.room };
}

/** Also the surface seen in each pixel: a number for every face of every solid, and of the room. */
function castGeometry(scene: Scene, caster: Caster) {
  const { size, hit, rotation: r } = caster;
  const pixels = size * size;
  const geometry = {
    depth: new Float32Array(pixels),
    distance: new Float32Array(pixels),
    normals: new Float32Array(3 * pixels),
    classes: new Uint8Array(pixels),
  };
  const surfaces = new Int32Array(pixels);
  const classes = Uint8Array.from(scene.solids, (solid) => classId(solid.class));
  const background = classId("background");
  for (let i = 0; i < pixels; i++) {
    const z = caster.castPixel(i);
    surfaces[i] = 8 * (hit.solid + 1) + hit.face;
    geometry.classes[i] = hit.solid < 0 ? background : classes[hit.solid]!;
    const sky = hit.material === SKY;
    geometry.distance[i] = sky ? Number.POSITIVE_INFINITY : hit.distance;
    geometry.depth[i] = geometry.distance[i]! * z;
    for (let axis = 0; axis < 3 && !sky; axis++) {
      geometry.normals[3 * i + axis] = r[3 * axis]! * hit.nx + r[3 * axis + 1]! * hit.ny + r[3 * axis + 2]! * hit.nz;
    }
  }
  return { geometry, surfaces };
}

/** Within a surface, samples are cast at it alone and share one shadow ray. */
function castColour(shader: Shader, caster: Caster, surfaces: Int32Array): Uint8Array {
  const { size, hit } = caster;
  const rgb = new Uint8Array(3 * size * size);
  const sum = new Float64Array(3);
  const alone: number[] = [0];
  const nothing: number[] = [];
  for (let i = 0; i < surfaces.length; i++) {
    const column = i % size;
    const row = Math.floor(i / size);
    const inner = isInner(surfaces, i, column, row, size);
    alone[0] = (surfaces[i]! >> 3) - 1;
    const candidates = !inner ? caster.candidates(column, row) : alone[0] < 0 ? nothing : alone;
    let light = 0;
    sum.fill(0);
    for (let s = 0; s < 4; s++) {
      caster.cast(column + 0.5 + SAMPLES_X[s]!, row + 0.5 + SAMPLES_Y[s]!, candidates);
      if (s === 0 || !inner) light = shader.light(hit);
      shader.add(hit, light, sum);
    }
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = Math.round(255 * Math.min(1, sum[c]! / 4));
  }
  return rgb;
}

function isInner(surfaces: Int32Array, i: number, column: number, row: number, size: number): boolean {
  const here = surfaces[i]!;
  return (
    (column === 0 || surfaces[i - 1] === here) &&
    (column === size - 1 || surfaces[i + 1] === here) &&
    (row === 0 || surfaces[i - size] === here) &&
    (row === size - 1 || surfaces[i + size] === here)
  );
}
