import { type Layout, ORIGINAL } from "../../src/dataset/layout.ts";
import { npy, png } from "./bytes.ts";
import { put, temporaryFolder } from "./folder.ts";

/** Pixels per side. */
export const SIZE = 8;

export const BUILDINGS = ["adairsville", "airport", "albertville"];

/** Where a view's file lies. */
export const fileIn = (
  building: string,
  view: string,
  domain: string,
  suffix = domain,
  extension = "png",
  layout: Layout = ORIGINAL,
) => `${layout.replace("<building>", building).replace("<domain>", domain)}/${view}_domain_${suffix}.${extension}`;

const flat = (depth: 8 | 16, colour: 0 | 2, ...pixel: number[]) =>
  png(SIZE, depth, colour, Array.from({ length: SIZE * SIZE }, () => pixel).flat());

/** A few views in the encodings of the original, as its users have them: one building a split, in CR-only lines. */
export async function originalCopy(layout: Layout = ORIGINAL): Promise<string> {
  const root = await temporaryFolder();
  await put(
    root,
    "train_val_test_tiny.csv",
    "id,train,test,val\radairsville,1,0,0\rairport,0,0,1\ralbertville,0,1,0\rallensville,1,0,0\r",
  );
  // 1/64 in IEEE 754 binary16, 64 times.
  const places = npy("<f2", "(64,)", Buffer.from("0024".repeat(64), "hex"));
  // Logits of two classes, 0 and ln 3, in binary32.
  const objects = npy("<f4", "(1, 2)", Buffer.from("00000000549f8c3f", "hex"));
  for (const building of BUILDINGS) {
    for (const view of ["point_0_view_0", "point_0_view_1", "point_12_view_3"]) {
      const of = (bytes: Buffer, domain: string, suffix = domain, extension = "png") =>
        put(root, fileIn(building, view, domain, suffix, extension, layout), bytes);
      await of(flat(8, 2, 51, 51, 51), "rgb");
      // 1024, that is 2 m.
      await of(flat(16, 0, 0x04, 0x00), "depth_zbuffer");
      await of(flat(16, 0, 0x04, 0x00), "depth_euclidean");
      await of(flat(8, 2, 255, 128, 0), "normal");
      await of(flat(8, 2, 255, 0, 0), "principal_curvature");
      await of(flat(8, 2, 102, 102, 102), "reshading");
      await of(flat(16, 0, 0x30, 0x0f), "edge_occlusion");
      await of(flat(16, 0, 0x20, 0x00), "edge_texture");
      await of(flat(16, 0, 0x00, 0x00), "keypoints2d");
      await of(flat(16, 0, 0xff, 0xff), "keypoints3d");
      await of(flat(8, 0, 17), "segment_semantic", "segmentsemantic");
      await of(objects, "class_object", "class_object", "npy");
      await of(places, "class_scene", "class_places", "npy");
    }
  }
  return root;
}
