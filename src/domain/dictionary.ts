import type { TaskKind, TaskRecord, TaskRole } from "./task.ts";

export interface DictionaryTask extends TaskRecord {
  /** Source-only tasks have labels that need no annotator. */
  defaultRole: TaskRole;
}

/** The tasks of the paper's published tables, by name (method section 7), whether or not they can be trained here. */
export const DICTIONARY: ReadonlyMap<string, DictionaryTask> = new Map(
  [
    task("autoencoder", "TWO_D", "Reproduce the image through the bottleneck of the representation."),
    task("denoise", "TWO_D", "The clean image from one with Gaussian noise of variance 0.01."),
    task("impainting_whole", "TWO_D", "The full image from one whose centre is blank.", "SOURCE"),
    task("colorization", "TWO_D", "Colour from lightness, as bins of the ab plane.", "SOURCE"),
    task("jigsaw", "TWO_D", "The permutation of nine shuffled tiles.", "SOURCE"),
    task(
      "edge2d",
      "TWO_D",
      "Texture edges: the gradient magnitude of Canny's detector, without suppression of non-maxima.",
    ),
    task("keypoint2d", "TWO_D", "Response of a SURF-like detector of 2D keypoints."),
    task("segment2d", "TWO_D", "Unsupervised segments by colour, as pixel embeddings."),
    task("segment25d", "THREE_D", "Unsupervised segments by occlusion edges, depth and normals, as pixel embeddings."),
    task("rgb2depth", "THREE_D", "Depth along the camera's axis (z-buffer), on a logarithmic scale."),
    task("rgb2mist", "THREE_D", "Euclidean distance from the camera, on a logarithmic scale."),
    task("rgb2sfnorm", "THREE_D", "Surface normals in the camera's frame."),
    task("reshade", "THREE_D", "Shading without albedo: Lambert's cosine for a light at the camera."),
    task("curvature", "THREE_D", "The two principal curvatures of the surface."),
    task("edge3d", "THREE_D", "Occlusion edges, from the depth alone."),
    task("keypoint3d", "THREE_D", "3D keypoints of the surface."),
    task("room_layout", "THREE_D", "The box of the room: centre, angles and extents in camera coordinates."),
    task("vanishing_point_well_defined", "THREE_D", "The three Manhattan vanishing directions in the camera's frame."),
    task("fix_pose", "MULTI_VIEW", "Relative pose of two views that fixate one point."),
    task("non_fixated_pose", "MULTI_VIEW", "Relative pose of two overlapping views."),
    task("ego_motion", "MULTI_VIEW", "Pairwise poses of three views."),
    task("point_match", "MULTI_VIEW", "Whether two views show the same fixated point."),
    task("segmentsemantic_rb", "SEMANTIC", "The class of the object at every pixel."),
    task("class_1000", "SEMANTIC", "The distribution over object classes."),
    task("class_places", "SEMANTIC", "The kind of place."),
    task("class_selected", "SEMANTIC", "The distribution over a selection of object classes."),
    task(
      "random",
      "CONTROL",
      "A frozen encoder with random weights: what a source is worth that has learnt nothing.",
      "SOURCE",
    ),
  ].map((entry) => [entry.name, entry]),
);

function task(name: string, kind: TaskKind, description: string, defaultRole: TaskRole = "BOTH"): DictionaryTask {
  return { name, kind, description, approximation: null, defaultRole };
}
