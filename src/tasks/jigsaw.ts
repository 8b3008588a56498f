import type { Random } from "../domain/random.ts";
import { distantPermutations } from "./permutations.ts";
import type { Image, TaskDefinition } from "./task.ts";

/** Tiles per side. */
const SIDE = 3;
/** Permutations told apart. Of 32 hardly anything is learnt from thousands of views. */
const COUNT = 8;
/** Side of a tile's crop as a share of its cell: what is left hides that neighbouring tiles continue each other. */
const CROP = 6 / 7;
/** What lies between the tiles. */
const GREY = 0.5;

let known: Uint8Array[] | null = null;
const permutations = (): Uint8Array[] => {
  known ??= distantPermutations(SIDE * SIDE, COUNT);
  return known;
};

/** The first number of a view's stream, which the input and the label share. */
const drawPermutation = (random: Random): number => random.integer(COUNT);

/** Place k of the grid shows a crop of tile permutation[k], each crop from a random place in its tile. */
function shuffle({ size, channels, data }: Image, random: Random): Image {
  const permutation = permutations()[drawPermutation(random)]!;
  const cell = Math.floor(size / SIDE);
  const crop = Math.round(cell * CROP);
  const margin = Math.floor((cell - crop) / 2);
  const shuffled = new Float32Array(data.length).fill(GREY);
  permutation.forEach((tile, place) => {
    const left = (tile % SIDE) * cell + random.integer(cell - crop + 1);
    const top = Math.floor(tile / SIDE) * cell + random.integer(cell - crop + 1);
    const toLeft = (place % SIDE) * cell + margin;
    const toTop = Math.floor(place / SIDE) * cell + margin;
    for (let y = 0; y < crop; y++) {
      const from = ((top + y) * size + left) * channels;
      shuffled.set(data.subarray(from, from + crop * channels), ((toTop + y) * size + toLeft) * channels);
    }
  });
  return { size, channels, data: shuffled };
}

export const jigsaw: TaskDefinition = {
  name: "jigsaw",
  kind: "TWO_D",
  description: "The permutation of nine shuffled tiles.",
  approximation:
    "8 permutations, and all tiles in one image before one encoder; the method this task comes from encodes each tile by itself.",
  defaultRole: "SOURCE",
  input: shuffle,
  representsPlainImage: true,
  groundTruth: {
    from: "image",
    compute(_, random) {
      const values = new Float32Array(COUNT);
      values[drawPermutation(random)] = 1;
      return { values, mask: null };
    },
  },
  output: { kind: "class", classes: COUNT, loss: "crossEntropy" },
};
