import { encodeNpy } from "../../src/dataset/npy.ts";
import { encodePng } from "../../src/dataset/png.ts";
import { put, temporaryFolder } from "./folder.ts";

/** Pixels per side. */
export const SIZE = 8;

export const BUILDINGS = ["adairsville", "airport", "albertville"];

/** Where a view's file lies. */
export const fileIn = (building: string, view: string, domain: string, suffix = domain, extension = "png") =>
  `${building}/${domain}/${view}_domain_${suffix}.${extension}`;

const flat = (channels: number, level: number, wide = false) =>
  encodePng({
    width: SIZE,
    height: SIZE,
    channels,
    data: new (wide ? Uint16Array : Uint8Array)(SIZE * SIZE * channels).fill(level),
  });

/** A few views in the encodings of the original, as its users have them: one building a split, in CR-only lines. */
export async function originalCopy(): Promise<string> {
  const root = await temporaryFolder();
  await put(
    root,
    "train_val_test_tiny.csv",
    "id,train,test,val\radairsville,1,0,0\rairport,0,0,1\ralbertville,0,1,0\rallensville,1,0,0\r",
  );
  for (const building of BUILDINGS) {
    for (const view of ["point_0_view_0", "point_0_view_1", "point_12_view_3"]) {
      const of = (domain: string, bytes: Uint8Array) => put(root, fileIn(building, view, domain), bytes);
      await of("rgb", flat(3, 51));
      await of("depth_zbuffer", flat(1, 1024, true));
      await of("normal", flat(3, 0));
      await of("reshading", flat(3, 102));
      await of("edge_occlusion", flat(1, 0, true));
      await of("segment_semantic", flat(1, 17));
      const places = new Float32Array(63).fill(1 / 63);
      await put(root, fileIn(building, view, "class_scene", "class_places", "npy"), encodeNpy(places));
    }
  }
  return root;
}
