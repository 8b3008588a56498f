import { ROOM_TYPES, type RoomType } from "../tasks/classes.ts";
import type { Camera, RenderedView } from "../tasks/view.ts";
import { drawCompanion, fixation, type Point } from "./companion.ts";
import { furnish, sceneRandom } from "./layout.ts";
import type { ScenePlan } from "./plan.ts";
import { render } from "./render.ts";
import { Shader } from "./shade.ts";
import { drawCameras, drawOverlapping } from "./viewpoints.ts";

/** View `view` of point `point`. View 0 has the ground truth of every task; view 1, of which only the image is kept, fixates the same point. */
export interface SceneView {
  point: number;
  view: number;
  rendered: RenderedView;
  fixation: Point;
}

/** Room types take turns, so that every split has them in equal parts. */
const roomType = (index: number): RoomType => ROOM_TYPES[index % ROOM_TYPES.length]!;

/**
 * All views of a scene; they depend on the seed and the scene's place in the plan alone. With `multiView`, views of different points overlap and
 * every point has a view 1.
 */
export function renderScene(seed: number, plan: ScenePlan, size: number, multiView: boolean): SceneView[] {
  const random = sceneRandom(seed, plan.split, plan.index);
  const type = roomType(plan.index);
  const scene = furnish(type, random);
  const shader = new Shader(scene);
  const cameras = (multiView ? drawOverlapping : drawCameras)(scene, plan.views, random);
  return cameras.flatMap((camera, point) => {
    const place = fixation(scene, camera);
    const show = (view: number, from: Camera): SceneView => {
      return { point, view, fixation: place, rendered: render(scene, shader, type, from, size) };
    };
    const companions = multiView ? [show(1, drawCompanion(scene, camera, random))] : [];
    return [show(0, camera), ...companions];
  });
}
