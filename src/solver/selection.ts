import { type Instance, targetCount } from "./instance.ts";

/** What a target without an edge counts: less than any edge. */
const UNSERVED = -4;

/** A set of open sources and what it is worth, changed one source at a time. */
export class Selection {
  readonly has: Uint8Array;
  /** Budget left; may be negative meanwhile. */
  left: number;
  /** Value over all targets, decided ones included. */
  value: number;
  private readonly instance: Instance;
  private readonly userStart: Int32Array;
  /** Edges that use a source, by source; those of one target lie together, best first. */
  private readonly users: Int32Array;
  private readonly targetOf: Int32Array;
  /** By edge: how many of its sources are not selected. */
  private readonly missing: Uint8Array;
  /** By target: its best edge, or -1. */
  private readonly best: Int32Array;

  constructor(instance: Instance) {
    const { edgeStart, weights, linkStart, links, linkSource, costs } = instance;
    this.instance = instance;
    this.has = new Uint8Array(costs.length);
    this.left = instance.capacity;
    this.targetOf = new Int32Array(weights.length);
    this.missing = new Uint8Array(weights.length);
    this.userStart = new Int32Array(costs.length + 1);
    for (const link of links) this.userStart[linkSource[link]! + 1]!++;
    for (let s = 0; s < costs.length; s++) this.userStart[s + 1]! += this.userStart[s]!;
    this.users = new Int32Array(links.length);
    const end = this.userStart.slice();
    this.best = new Int32Array(targetCount(instance));
    this.value = instance.decided;
    for (let t = 0; t < this.best.length; t++) {
      for (let e = edgeStart[t]!; e < edgeStart[t + 1]!; e++) {
        this.targetOf[e] = t;
        this.missing[e] = linkStart[e + 1]! - linkStart[e]!;
        for (let m = linkStart[e]!; m < linkStart[e + 1]!; m++) this.users[end[linkSource[links[m]!]!]!++] = e;
      }
      this.best[t] = this.bestFrom(t, edgeStart[t]!);
      this.value += this.worth(t);
    }
  }

  get serves(): boolean {
    return !this.best.includes(-1);
  }

  add(source: number): void {
    this.has[source] = 1;
    this.left -= this.instance.costs[source]!;
    for (let i = this.userStart[source]!; i < this.userStart[source + 1]!; i++) {
      const edge = this.users[i]!;
      if (--this.missing[edge]! > 0) continue;
      const target = this.targetOf[edge]!;
      if (this.best[target] === -1 || edge < this.best[target]!) this.serve(target, edge);
    }
  }

  drop(source: number): void {
    this.has[source] = 0;
    this.left += this.instance.costs[source]!;
    for (let i = this.userStart[source]!; i < this.userStart[source + 1]!; i++) this.missing[this.users[i]!]!++;
    for (let i = this.userStart[source]!; i < this.userStart[source + 1]!; i++) {
      const edge = this.users[i]!;
      const target = this.targetOf[edge]!;
      if (this.best[target] === edge) this.serve(target, this.bestFrom(target, edge + 1));
    }
  }

  /** What adding the source would add to the value. */
  gain(source: number): number {
    let total = 0;
    let last = -1;
    for (let i = this.userStart[source]!; i < this.userStart[source + 1]!; i++) {
      const edge = this.users[i]!;
      const target = this.targetOf[edge]!;
      if (target === last || this.missing[edge] !== 1) continue;
      last = target;
      if (this.best[target] === -1 || edge < this.best[target]!) {
        total += this.instance.weights[edge]! - this.worth(target);
      }
    }
    return total;
  }

  become(has: Uint8Array): void {
    for (let s = 0; s < has.length; s++) if (this.has[s] === 1 && has[s] === 0) this.drop(s);
    for (let s = 0; s < has.length; s++) if (this.has[s] === 0 && has[s] === 1) this.add(s);
  }

  /** Buys in this order whatever the budget still allows, instead of what is selected. */
  buyInOrder(order: Int32Array): void {
    const has = new Uint8Array(this.has.length);
    let left = this.instance.capacity;
    for (const s of order) {
      if (this.instance.costs[s]! > left) continue;
      has[s] = 1;
      left -= this.instance.costs[s]!;
    }
    this.become(has);
  }

  private serve(target: number, edge: number): void {
    this.value -= this.worth(target);
    this.best[target] = edge;
    this.value += this.worth(target);
  }

  private worth(target: number): number {
    const edge = this.best[target]!;
    return edge === -1 ? UNSERVED : this.instance.weights[edge]!;
  }

  private bestFrom(target: number, edge: number): number {
    for (let e = edge; e < this.instance.edgeStart[target + 1]!; e++) if (this.missing[e] === 0) return e;
    return -1;
  }
}
