import { type Cut, type Instance, rowCount } from "./instance.ts";
import type { Relaxation } from "./relaxation.ts";

/** Share of a direction that is carried over from the last. */
const MOMENTUM = 0.7;

const allowed = ({ sources, free }: Cut, bought: Float64Array): number =>
  sources.reduce((sum, s) => sum + bought[s]!, free);

/**
 * In which direction prices move: what the chosen edges use of each row beyond what the sources bought allow, averaged over steps. Only
 * rows with a price or a direction take part, few of all.
 */
export class Direction {
  private readonly instance: Instance;
  private readonly prices: Float64Array;
  private readonly slope: Float64Array;
  /** The rows that take part are the first `count` of these. */
  private readonly rows: Int32Array;
  private readonly takesPart: Uint8Array;
  private count = 0;

  constructor(instance: Instance, prices: Float64Array) {
    this.instance = instance;
    this.prices = prices;
    this.slope = new Float64Array(rowCount(instance));
    this.rows = new Int32Array(this.slope.length);
    this.takesPart = new Uint8Array(this.slope.length);
    this.restart();
  }

  /** Forgets the steps so far; the prices may have changed. */
  restart(): void {
    this.count = 0;
    this.slope.fill(0);
    this.takesPart.fill(0);
    for (let r = 0; r < this.prices.length; r++) if (this.prices[r]! > 0) this.join(r);
  }

  /** Turns towards the subgradient of a relaxation and returns its squared length. */
  turn({ bought, chosen }: Relaxation): number {
    const { slope, rows, prices, takesPart } = this;
    const { linkStart, links, linkSource, cuts, edgeCutStart, edgeCuts } = this.instance;
    for (const e of chosen) {
      for (let m = linkStart[e]!; m < linkStart[e + 1]!; m++) this.use(links[m]!);
      for (let m = edgeCutStart[e]!; m < edgeCutStart[e + 1]!; m++) this.use(linkSource.length + edgeCuts[m]!);
    }
    let norm = 0;
    let count = 0;
    for (let i = 0; i < this.count; i++) {
      const r = rows[i]!;
      slope[r]! -=
        (1 - MOMENTUM) *
        (r < linkSource.length ? bought[linkSource[r]!]! : allowed(cuts[r - linkSource.length]!, bought));
      if (prices[r] === 0 && slope[r]! <= 0) {
        slope[r] = 0;
        takesPart[r] = 0;
        continue;
      }
      norm += slope[r]! ** 2;
      rows[count++] = r;
    }
    this.count = count;
    return norm;
  }

  move(length: number): void {
    const { slope, rows, prices, count } = this;
    for (let i = 0; i < count; i++) {
      const r = rows[i]!;
      prices[r] = Math.max(0, prices[r]! + length * slope[r]!);
      slope[r]! *= MOMENTUM;
    }
  }

  private use(row: number): void {
    if (this.takesPart[row] === 0) this.join(row);
    this.slope[row]! += 1 - MOMENTUM;
  }

  private join(row: number): void {
    this.takesPart[row] = 1;
    this.rows[this.count++] = row;
  }
}
