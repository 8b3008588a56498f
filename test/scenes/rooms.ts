import { rotate } from "../../src/scenes/camera.ts";
import { render } from "../../src/scenes/render.ts";
import { Shader } from "../../src/scenes/shade.ts";
import type { Material, Scene, Solid } from "../../src/scenes/solid.ts";
import type { RenderedView } from "../../src/tasks/view.ts";

const white: Material = {
  pattern: "plain",
  colours: [
    [1, 1, 1],
    [1, 1, 1],
  ],
  period: 1,
  direction: [1, 0, 0],
  offset: [0, 0, 0],
  seed: 0,
};

/** A white room of 8 x 8 x 8 m, lit evenly, with these solids. */
export const emptyRoom = (solids: Solid[] = []): Scene => ({
  room: [4, 4, 4],
  solids,
  materials: [white],
  surfaces: { floor: 0, ceiling: 0, walls: [0, 0, 0, 0] },
  light: { position: [0, 0, 3.9], power: 0, ambient: 0.5, colour: [1, 1, 1] },
  sky: [0.5, 0.7, 1],
});

/** A view from the middle of the room along +x, turned by `yaw` and raised by `pitch`; field of view 90 degrees. */
export function look(scene: Scene, yaw = 0, pitch = 0, size = 64, roll = 0): RenderedView {
  const camera = { position: [0, 0, 0] as const, rotation: rotate(yaw, pitch, roll), fieldOfView: Math.PI / 2 };
  return render(scene, new Shader(scene), "bedroom", camera, size);
}

/** Image coordinates (x, y) of a pixel's ray (x, y, 1) for that camera. */
export const rayOf = (i: number, size: number): [number, number] => [
  (2 * ((i % size) + 0.5)) / size - 1,
  (2 * (Math.floor(i / size) + 0.5)) / size - 1,
];
