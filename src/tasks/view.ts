import type { RoomType } from "./classes.ts";

/** Where a view was taken from. Camera axes: x right, y down, z forward. */
export interface Camera {
  /** Metres, in the room's frame (z up). */
  position: readonly [number, number, number];
  /** Row-major 3x3: its rows are the camera's axes in the room's frame. */
  rotation: readonly number[];
  /** Horizontal and vertical field of view, radians. */
  fieldOfView: number;
}

/** What tasks of several views know of a view. */
export interface PointInfo {
  camera: Camera;
  /** Names the fixated point: views of one point have the same. */
  point: string;
  /** The box around the room, lowest and highest along x, y and z, metres; null where the file has none. */
  room: readonly (readonly [number, number])[] | null;
  /** Numbers of the points in view, besides the fixated one; null where the file has none. */
  pointsInView: readonly number[] | null;
}

/** One rendered view, `size x size` pixels, row-major: all that a task may compute its ground truth from. */
export interface RenderedView {
  size: number;
  /** Three channels, as written to the file. */
  rgb: Uint8Array;
  /** Metres along the camera's z axis; Infinity where nothing was hit. */
  depth: Float32Array;
  /** Metres along the ray; Infinity where nothing was hit. */
  distance: Float32Array;
  /** Unit surface normals in the camera's frame, towards the viewer; 0 where nothing was hit. */
  normals: Float32Array;
  /** Ids of `OBJECT_CLASSES` (1 and up), 0 where unlabelled. */
  classes: Uint8Array;
  roomType: RoomType;
  camera: Camera;
  /** Half extents of the room along its axes, metres; the room is centred at the origin of its frame. */
  room: readonly [number, number, number];
}
