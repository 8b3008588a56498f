import type { RenderedView } from "./view.ts";

/** x and y of the ray (x, y, 1) change by this much from one pixel to the next. */
export const pixelPitch = ({ size, camera }: RenderedView): number => (2 * Math.tan(camera.fieldOfView / 2)) / size;

/** The point of the surface seen in every pixel: three numbers each, metres in the camera's frame; not finite where nothing was hit. */
export function pointsOf(view: RenderedView): Float64Array {
  const { size, depth } = view;
  const pitch = pixelPitch(view);
  const points = new Float64Array(3 * depth.length);
  depth.forEach((z, i) => {
    points[3 * i] = ((i % size) + 0.5 - size / 2) * pitch * z;
    points[3 * i + 1] = (Math.floor(i / size) + 0.5 - size / 2) * pitch * z;
    points[3 * i + 2] = z;
  });
  return points;
}
