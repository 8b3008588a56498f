/** `size x size` rgb bytes of grey levels by a function of the pixel. */
export function grey(size: number, level: (x: number, y: number) => number): Uint8Array {
  return Uint8Array.from({ length: 3 * size * size }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return level(pixel % size, Math.floor(pixel / size));
  });
}

/** A Gaussian dot of full height. */
export const dot = (size: number, centre: number, sigma: number): Uint8Array =>
  grey(size, (x, y) => Math.round(255 * Math.exp(-((x - centre) ** 2 + (y - centre) ** 2) / (2 * sigma ** 2))));
