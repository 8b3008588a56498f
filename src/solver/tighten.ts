import { type Ascent, ascend, type Pace, type RepeatedPace } from "./ascent.ts";
import { type Cut, cutFields, type Instance, rowCount } from "./instance.ts";
import { oddCycles } from "./odd-cycles.ts";
import { fixByReducedCost } from "./reduced-costs.ts";
import type { Relaxation } from "./relaxation.ts";
import { BOUGHT, restrict } from "./restrict.ts";

/** A part of the search. */
export interface Node {
  instance: Instance;
  /** Of the instance's rows. */
  prices: Float64Array;
  /** Sources bought already, as indices in the program. */
  path: number[];
}

export interface Tight extends Ascent {
  node: Node;
  /** What the ascent was of: the node has the rest of its sources. */
  parent: Instance;
}

/** What hears of a node's relaxations: now and then during an ascent, and when it has ended. */
export interface Listener {
  look(node: Node): (relaxation: Relaxation) => void;
  settled(node: Node, ascent: Ascent): void;
  /** Throws where the time is up: called while cuts are sought, which takes long on large instances. */
  checkTime(): void;
}

/**
 * Lowers the bound of a node (whose prices change in place), decides what reduced costs decide and adds cuts, again and again
 * while that shrinks it or brings the bound nearer to the cutoff. Null: nothing above the cutoff is left.
 */
export function tighten(
  node: Node,
  first: Pace,
  next: RepeatedPace,
  cutoff: () => number,
  { look, settled, checkTime }: Listener,
): Tight | null {
  let pace = first;
  let last = Number.POSITIVE_INFINITY;
  for (let at = node; ; ) {
    const { instance, prices } = at;
    const ascent = ascend(instance, prices, pace, cutoff, look(at));
    const { bound } = ascent.relaxation;
    if (bound <= cutoff()) return null;
    settled(at, ascent);
    const fixing = fixByReducedCost(instance, ascent.relaxation, cutoff());
    if (fixing === null) return null;
    const cuts = oddCycles(instance, ascent, checkTime);
    const cut = withCuts(at, cuts);
    const shrunk = restrict(cut.instance, fixing.state, fixing.kept);
    if (shrunk === null) return null;
    at = {
      instance: shrunk,
      prices: pricesOf(shrunk, cut.prices),
      path: [...at.path, ...decidedToBuy(instance, fixing.state)],
    };
    const helped = cuts.length > 0 && last - bound > next.gain * (bound - cutoff());
    if (!helped && !shrinks(instance, shrunk)) return { ...ascent, node: at, parent: instance };
    last = bound;
    pace = next;
  }
}

/** The node with a source decided; null where that is impossible. */
export function decide({ instance, prices, path }: Node, source: number, decision: number): Node | null {
  const state = new Uint8Array(instance.sources.length);
  state[source] = decision;
  const child = restrict(instance, state, null);
  if (child === null) return null;
  return { instance: child, prices: pricesOf(child, prices), path: [...path, ...decidedToBuy(instance, state)] };
}

/** Cuts without a price go, the found ones come. */
function withCuts({ instance, prices, path }: Node, found: Cut[]): Node {
  const links = instance.linkSource.length;
  const kept = instance.cuts.flatMap((cut, c) => (prices[links + c]! > 0 ? [{ cut, price: prices[links + c]! }] : []));
  const cuts = [...kept.map(({ cut }) => cut), ...found];
  const cut = { ...instance, ...cutFields(cuts, instance.weights.length) };
  const all = new Float64Array(rowCount(cut));
  all.set(prices.subarray(0, links));
  for (const [c, { price }] of kept.entries()) all[links + c] = price;
  return { instance: cut, prices: all, path };
}

const decidedToBuy = ({ sources }: Instance, state: Uint8Array): number[] =>
  [...sources].filter((_, s) => state[s] === BOUGHT);

export const pricesOf = ({ rowOrigin }: Instance, prices: Float64Array): Float64Array =>
  Float64Array.from(rowOrigin, (row) => prices[row]!);

/** Whether an instance became so much smaller that its bound is worth another look before branching. */
const shrinks = (before: Instance, after: Instance): boolean =>
  after.sources.length < 0.95 * before.sources.length || after.weights.length < 0.8 * before.weights.length;
