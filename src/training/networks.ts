import type { Convolution } from "./convolution.ts";
import type { Shape } from "./data.ts";

/** Channels of the widest maps. */
const WIDEST = 64;

const convolution = (name: string, channels: number, options: Partial<Convolution> = {}): Convolution => ({
  name,
  kernel: 3,
  stride: 1,
  channels,
  relu: true,
  ...options,
});

/**
 * The encoder: halvings down to the representation's size, two convolutions there, and a linear one to its channels. At 64 pixels
 * and a representation of 8 x 8 every number sees 65 x 65 pixels.
 */
export function encoderLayers({ imageSize, representation }: Shape): Convolution[] {
  const halvings = Math.log2(imageSize / representation.size);
  const shrinking = Array.from({ length: halvings }, (_, i) =>
    convolution(`encoder/down${i + 1}`, Math.min(16 << i, WIDEST), { stride: 2, kernel: i === 0 ? 5 : 3 }),
  );
  return [
    ...shrinking,
    convolution("encoder/mix1", WIDEST),
    convolution("encoder/mix2", WIDEST),
    convolution("encoder/representation", representation.channels, { relu: false }),
  ];
}

/** A task network's own decoder, before the 1x1 convolution to the output. */
export const decoderLayers: Convolution[] = [convolution("decoder/1", WIDEST), convolution("decoder/2", WIDEST)];

/** A readout, before the 1x1 convolution to the output. */
export const readoutLayers: Convolution[] = [convolution("readout/1", 32), convolution("readout/2", 32)];
