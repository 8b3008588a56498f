import type { Block, Residual } from "./blocks.ts";
import type { Convolution } from "./convolution.ts";

const convolution = (
  name: string,
  kernel: number,
  channels: number,
  options: Partial<Convolution> = {},
): Convolution => ({
  name,
  kernel,
  stride: 1,
  channels,
  end: "unit",
  ...options,
});

/** Units of each stage of ResNet-50 (He et al. 2016, table 1). */
const UNITS = [3, 4, 6, 3];

/**
 * ResNet-50 without pooling, down to batch x side x side x 2048: a 7x7 convolution of stride 2, then four stages of bottleneck units. The first
 * `halvings` - 1 stages halve the map with their first unit (at four halvings conv5 keeps its size, as in the paper).
 */
export function resnetEncoder(halvings: number): Block[] {
  const stages = UNITS.flatMap((units, stage) =>
    Array.from({ length: units }, (_, unit) =>
      bottleneck(`encoder/conv${stage + 2}_${unit + 1}`, 64 << stage, unit === 0, stage < halvings - 1 ? 2 : 1),
    ),
  );
  return [convolution("encoder/conv1", 7, 64, { stride: 2 }), ...stages];
}

/** A bottleneck of `width` channels; the first unit of a stage changes the map's channels, and its size by `stride`. */
function bottleneck(name: string, width: number, first: boolean, stride: number): Residual {
  const channels = 4 * width;
  const step = first ? stride : 1;
  const branch = [
    convolution(`${name}/reduce`, 1, width),
    convolution(`${name}/middle`, 3, width, { stride: step }),
    convolution(`${name}/expand`, 1, channels, { end: "normal" }),
  ];
  if (!first) return { branch, channels };
  return { branch, channels, shortcut: convolution(`${name}/shortcut`, 1, channels, { stride: step, end: "normal" }) };
}

/** Channels of the decoder at the representation's size. */
const FLAT = [1024, 1024, 512, 256, 256, 128];
/** Channels of each transposed convolution, which doubles the map, and of the convolutions after it. */
const DOUBLINGS = [[64, 64], [32, 32], [16, 32], [16]];

/** The paper's decoder for maps (15 layers for four doublings, the head among them). */
export function resnetDecoder(doublings: number): Block[] {
  const flat = FLAT.map((channels, i) => convolution(`decoder/flat${i + 1}`, 3, channels));
  const up = DOUBLINGS.slice(0, doublings).flatMap(([first, ...others], i) => [
    convolution(`decoder/up${i + 1}`, 3, first!, { stride: 2, transposed: true }),
    ...others.map((channels) => convolution(`decoder/mix${i + 1}`, 3, channels)),
  ]);
  return [...flat, ...up];
}
