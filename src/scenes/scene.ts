import { ROOM_TYPES, type RoomType } from "../tasks/classes.ts";
import type { RenderedView } from "../tasks/view.ts";
import { drawCamera } from "./camera.ts";
import { furnish, sceneRandom } from "./layout.ts";
import type { ScenePlan } from "./plan.ts";
import { render } from "./render.ts";
import { Shader } from "./shade.ts";

/** Room types take turns, so that every split has them in equal parts. */
const roomType = (index: number): RoomType => ROOM_TYPES[index % ROOM_TYPES.length]!;

/** All views of a scene; they depend on the seed and the scene's place in the plan alone. */
export function renderScene(seed: number, plan: ScenePlan, size: number): RenderedView[] {
  const random = sceneRandom(seed, plan.split, plan.index);
  const type = roomType(plan.index);
  const scene = furnish(type, random);
  const shader = new Shader(scene);
  return Array.from({ length: plan.views }, () => render(scene, shader, type, drawCamera(scene, random), size));
}
