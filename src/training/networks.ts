import type { Output } from "../tasks/task.ts";
import type { Block } from "./blocks.ts";
import type { Convolution } from "./convolution.ts";
import type { Shape } from "./data.ts";
import { kindOf } from "./outputs/kinds.ts";
import { resnetDecoder, resnetEncoder } from "./resnet.ts";

/** Channels of the widest maps of the small networks. */
const WIDEST = 64;

const convolution = (name: string, channels: number, options: Partial<Convolution> = {}): Convolution => ({
  name,
  kernel: 3,
  stride: 1,
  channels,
  end: "unit",
  ...options,
});

/**
 * The encoder. Small: halvings down to the representation's size, two convolutions there, and a linear one to its channels; at 64 pixels
 * and a representation of 8 x 8 every number sees 65 x 65 pixels.
 */
export function encoderLayers({ architecture, imageSize, representation }: Shape): Block[] {
  const halvings = Math.log2(imageSize / representation.size);
  const last = convolution("encoder/representation", representation.channels, { end: "bias" });
  if (architecture === "resnet50") return [...resnetEncoder(halvings), last];
  const shrinking = Array.from({ length: halvings }, (_, i) =>
    convolution(`encoder/down${i + 1}`, Math.min(16 << i, WIDEST), { stride: 2, kernel: i === 0 ? 5 : 3 }),
  );
  return [...shrinking, convolution("encoder/mix1", WIDEST), convolution("encoder/mix2", WIDEST), last];
}

/** A task network's own decoder, before the head. */
export function decoderLayers(shape: Shape, output: Output): Block[] {
  const doublings = Math.log2(headShape(shape, output).representation.size / shape.representation.size);
  if (doublings > 0) return resnetDecoder(doublings);
  return [convolution("decoder/1", WIDEST), convolution("decoder/2", WIDEST)];
}

/** A readout, before the head: two convolutions, and in the large architecture a decoder for maps. */
export function readoutLayers(shape: Shape, output: Output): Block[] {
  const transfer = [convolution("readout/1", 32), convolution("readout/2", 32)];
  return headShape(shape, output) === shape ? transfer : [...transfer, ...decoderLayers(shape, output)];
}

/**
 * The sizes that a head works with. The small architecture's puts a patch out at each position of the representation; for maps the large one
 * decodes up to the output's own resolution first, so that a patch is one pixel.
 */
export function headShape(shape: Shape, output: Output): Shape {
  const { stride } = kindOf(output);
  if (shape.architecture !== "resnet50" || stride === null) return shape;
  return { ...shape, representation: { ...shape.representation, size: shape.imageSize / stride } };
}
