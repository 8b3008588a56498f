import type { Solid } from "./solid.ts";

/** The solids of a scene in typed arrays, as seen from one point: rays from there meet them fast. */
export class Rays {
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  private readonly shape: Uint8Array;
  /** The ray's origin in each solid's frame, and each solid's half extents. */
  private readonly origin: Float64Array;
  private readonly half: Float64Array;
  private readonly cosine: Float64Array;
  private readonly sine: Float64Array;
  /** Unit vector to each bounding sphere's centre, and the cosine of the cone that holds the sphere. */
  private readonly towards: Float64Array;
  private readonly cone: Float64Array;
  /** Face of the last box that was hit: 0, 1, 2 for x, y, z; of a cylinder 0 for the side, 2 for a cap. */
  face = 0;

  constructor(solids: Solid[], x: number, y: number, z: number) {
    const n = solids.length;
    this.count = n;
    this.x = x;
    this.y = y;
    this.z = z;
    this.shape = Uint8Array.from(solids, (solid) => ["box", "sphere", "cylinder"].indexOf(solid.shape));
    this.origin = new Float64Array(3 * n);
    this.half = new Float64Array(3 * n);
    this.cosine = Float64Array.from(solids, (solid) => Math.cos(solid.yaw));
    this.sine = Float64Array.from(solids, (solid) => Math.sin(solid.yaw));
    this.towards = new Float64Array(3 * n);
    this.cone = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const solid = solids[i]!;
      const dx = x - solid.centre[0];
      const dy = y - solid.centre[1];
      const dz = z - solid.centre[2];
      this.origin[3 * i] = this.turnX(i, dx, dy);
      this.origin[3 * i + 1] = this.turnY(i, dx, dy);
      this.origin[3 * i + 2] = dz;
      const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
      this.towards[3 * i] = -dx / distance;
      this.towards[3 * i + 1] = -dy / distance;
      this.towards[3 * i + 2] = -dz / distance;
      const radius = boundingRadius(solid);
      this.cone[i] = distance <= radius ? -1 : Math.sqrt(1 - (radius / distance) ** 2);
      for (let axis = 0; axis < 3; axis++) this.half[3 * i + axis] = solid.half[axis]!;
    }
  }

  /** Distance at which the unit ray enters solid i, or Infinity. Sets `face`. */
  meet(i: number, dx: number, dy: number, dz: number): number {
    const j = 3 * i;
    const ox = this.origin[j]!;
    const oy = this.origin[j + 1]!;
    const oz = this.origin[j + 2]!;
    if (this.shape[i] === 1)
      return this.meetSphere(ox, oy, oz, this.half[j]!, this.turnX(i, dx, dy), this.turnY(i, dx, dy), dz);
    const lx = this.turnX(i, dx, dy);
    const ly = this.turnY(i, dx, dy);
    if (this.shape[i] === 0) return this.meetBox(j, ox, oy, oz, lx, ly, dz);
    return this.meetCylinder(ox, oy, oz, this.half[j]!, this.half[j + 2]!, lx, ly, dz);
  }

  /** Whether any solid that casts a shadow lies on the unit ray before `limit`. */
  blocked(casts: Uint8Array, limit: number, dx: number, dy: number, dz: number): boolean {
    for (let i = 0; i < this.count; i++) {
      const j = 3 * i;
      if (this.towards[j]! * dx + this.towards[j + 1]! * dy + this.towards[j + 2]! * dz < this.cone[i]!) continue;
      if (casts[i] && this.meet(i, dx, dy, dz) < limit) return true;
    }
    return false;
  }

  /** The direction's x and y in the frame of solid i; z is the same in all. */
  turnX(i: number, dx: number, dy: number): number {
    return this.cosine[i]! * dx + this.sine[i]! * dy;
  }

  turnY(i: number, dx: number, dy: number): number {
    return this.cosine[i]! * dy - this.sine[i]! * dx;
  }

  /** The inverse of the turn: from the frame of solid i to the room's. */
  backX(i: number, x: number, y: number): number {
    return this.cosine[i]! * x - this.sine[i]! * y;
  }

  backY(i: number, x: number, y: number): number {
    return this.sine[i]! * x + this.cosine[i]! * y;
  }

  originOf(i: number, axis: number): number {
    return this.origin[3 * i + axis]!;
  }

  private meetBox(j: number, ox: number, oy: number, oz: number, dx: number, dy: number, dz: number): number {
    const { half } = this;
    const tx = half[j]! / Math.abs(dx);
    const ty = half[j + 1]! / Math.abs(dy);
    const tz = half[j + 2]! / Math.abs(dz);
    const cx = -ox / dx;
    const cy = -oy / dy;
    const cz = -oz / dz;
    let near = cx - tx;
    let face = 0;
    if (cy - ty > near) {
      near = cy - ty;
      face = 1;
    }
    if (cz - tz > near) {
      near = cz - tz;
      face = 2;
    }
    if (near <= 0 || near >= cx + tx || near >= cy + ty || near >= cz + tz) return Number.POSITIVE_INFINITY;
    this.face = face;
    return near;
  }

  private meetSphere(ox: number, oy: number, oz: number, r: number, dx: number, dy: number, dz: number): number {
    const b = ox * dx + oy * dy + oz * dz;
    const square = b * b - (ox * ox + oy * oy + oz * oz - r * r);
    if (square <= 0) return Number.POSITIVE_INFINITY;
    const near = -b - Math.sqrt(square);
    return near > 0 ? near : Number.POSITIVE_INFINITY;
  }

  private meetCylinder(
    ox: number,
    oy: number,
    oz: number,
    r: number,
    h: number,
    dx: number,
    dy: number,
    dz: number,
  ): number {
    const a = dx * dx + dy * dy;
    const b = ox * dx + oy * dy;
    const square = b * b - a * (ox * ox + oy * oy - r * r);
    if (square <= 0) return Number.POSITIVE_INFINITY;
    const root = Math.sqrt(square);
    const side = (-b - root) / a;
    const cap = (-oz - Math.sign(dz) * h) / dz;
    const near = Math.max(side, cap);
    const far = Math.min((-b + root) / a, (-oz + Math.sign(dz) * h) / dz);
    if (!(near > 0 && near < far)) return Number.POSITIVE_INFINITY;
    this.face = cap > side ? 2 : 0;
    return near;
  }
}

function boundingRadius(solid: Solid): number {
  const [x, y, z] = solid.half;
  if (solid.shape === "sphere") return x;
  return solid.shape === "cylinder" ? Math.hypot(x, z) : Math.hypot(x, y, z);
}
