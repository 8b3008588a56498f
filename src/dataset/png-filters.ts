/** The row filters of PNG: each row is a filter's number, then its bytes less a prediction from the bytes to the left and above. */

/** Undoes the filters of `height` rows of `stride` bytes, `pixel` bytes a pixel; null at an unknown filter. */
export function unfilter(rows: Uint8Array, height: number, stride: number, pixel: number): Uint8Array | null {
  const out = new Uint8Array(height * stride);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)]!;
    if (filter > 4) return null;
    const from = y * (stride + 1) + 1;
    const to = y * stride;
    for (let x = 0; x < stride; x++) {
      const left = x >= pixel ? out[to + x - pixel]! : 0;
      const above = y > 0 ? out[to + x - stride]! : 0;
      const corner = x >= pixel && y > 0 ? out[to + x - stride - pixel]! : 0;
      out[to + x] = rows[from + x]! + predict(filter, left, above, corner);
    }
  }
  return out;
}

function predict(filter: number, left: number, above: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  return paeth(left, above, corner);
}

/** Whichever of the three is nearest to left + above - corner, the first one in a tie. */
function paeth(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** Rows filtered by the difference to the one above, good for maps that change slowly. */
export function filterUp(bytes: Uint8Array, height: number): Uint8Array {
  const stride = bytes.length / height;
  const rows = new Uint8Array(height * (stride + 1));
  for (let y = 0; y < height; y++) {
    const to = y * (stride + 1);
    rows[to] = 2;
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      rows[to + 1 + x] = bytes[at]! - (y > 0 ? bytes[at - stride]! : 0);
    }
  }
  return rows;
}
