import { type Ascent, ascend, BRIEF, THOROUGH } from "./ascent.ts";
import { cheapestSources } from "./cheapest.ts";
import { improve } from "./improve.ts";
import { type Instance, targetCount } from "./instance.ts";
import { fixByReducedCost } from "./reduced-costs.ts";
import type { Relaxation } from "./relaxation.ts";
import { BANNED, BOUGHT, restrict } from "./restrict.ts";
import { stateAtRoot } from "./root.ts";
import { Selection } from "./selection.ts";

/** Solutions are only looked for where they are better than the best by more than this (the largest value is 1 in size). */
const PRECISION = 1e-10;
/** First goal: this share of the way from the root's bound down to the incumbent; each next one so many times further down. */
const FIRST_GOAL = 1 / 8;
const NEXT_GOAL = 1.4;

export interface ProofRequest {
  instance: Instance;
  /** Sources that must be bought. */
  forced: Int32Array;
  /** Prices of the links to begin with, from another budget; null for none. */
  prices: Float64Array | null;
  /** Sources of a solution to begin with, within the budget; null for none. */
  start: Int32Array | null;
  /** Seconds, or null. */
  timeLimit: number | null;
}

export interface Proof {
  /** Sources to buy; null where the program is infeasible. */
  bought: Int32Array | null;
  /** Where infeasible: the cheapest sources that would do; null where none would. */
  cheapest: Int32Array | null;
  /** Proven: no solution is worth more. */
  bound: number;
  /** Whether the proof is complete: `bound` is the solution's value, up to PRECISION. */
  complete: boolean;
  prices: Float64Array;
}

/** `bought`: sources of the best solution so far, null before the first. */
export type Progress = (value: number | null, bound: number, bought: Int32Array | null) => void;

class TimeIsUp extends Error {}

/**
 * Branch and bound on sources. Every node lowers its Lagrangian bound, decides what reduced costs decide, and shrinks. The search
 * runs for goals that sink from the root's bound: a value that is as good as proven out of reach costs little to prove so, and a first
 * solution above a goal is soon the best.
 */
export function prove(request: ProofRequest, onProgress: Progress): Proof {
  const { instance, forced } = request;
  const deadline = request.timeLimit === null ? Number.POSITIVE_INFINITY : performance.now() + 1000 * request.timeLimit;
  let incumbent = Number.NEGATIVE_INFINITY;
  let bought: Int32Array | null = null;
  let bound = Number.POSITIVE_INFINITY;
  let goal = Number.NEGATIVE_INFINITY;
  const cutoff = (): number => Math.max(goal, incumbent + PRECISION);

  const offer = (value: number, sources: () => number[]): void => {
    if (value <= incumbent) return;
    incumbent = value;
    bought = Int32Array.from(sources());
    onProgress(incumbent, bound, bought);
  };
  const offerSelection = (selection: Selection, { sources }: Instance, path: number[]): void => {
    if (selection.left < 0 || selection.value <= incumbent || !selection.serves) return;
    offer(selection.value, () => [...path, ...sources.filter((_, s) => selection.has[s] === 1)]);
  };
  const look =
    (selection: Selection, at: Instance, path: number[]) =>
    ({ order }: Relaxation): void => {
      if (performance.now() > deadline) throw new TimeIsUp();
      selection.buyInOrder(order);
      offerSelection(selection, at, path);
    };

  /** All solutions above the cutoff that buy `path` besides open sources. */
  const explore = (node: Instance, priced: Float64Array, path: number[]): void => {
    for (;;) {
      if (targetCount(node) === 0) {
        offer(node.decided, () => path);
        return;
      }
      const { relaxation, average } = ascend(node, priced, BRIEF, cutoff, look(new Selection(node), node, path));
      if (relaxation.bound <= cutoff()) return;
      const fixing = fixByReducedCost(node, relaxation, cutoff());
      if (fixing === null) return;
      const shrunk = restrict(node, fixing.state, fixing.kept);
      if (shrunk === null) return;
      path = [...path, ...decidedToBuy(node, fixing.state)];
      const before = node;
      node = shrunk;
      priced = pricesOf(node, priced);
      if (shrinks(before, node)) continue;

      const [source, first] = branching(before, { relaxation, average }, node);
      for (const decision of [first, first === BOUGHT ? BANNED : BOUGHT]) {
        const decided = new Uint8Array(node.sources.length);
        decided[source] = decision;
        const child = restrict(node, decided, null);
        if (child !== null) explore(child, pricesOf(child, priced), [...path, ...decidedToBuy(node, decided)]);
      }
      return;
    }
  };

  const prices = request.prices?.slice() ?? new Float64Array(instance.linkSource.length);
  const { state, bought: path } = stateAtRoot(instance, forced);
  const root = restrict(instance, state, null);
  if (root !== null) {
    const selection = new Selection(root);
    selection.become(selected(root, request.start));
    improve(root, selection);
    offerSelection(selection, root, path);
  }
  if (root === null || bought === null) {
    const cheapest = cheapestSources(instance, forced);
    const cost = cheapest?.reduce((sum, source) => sum + instance.costs[source]!, 0) ?? Number.POSITIVE_INFINITY;
    if (root === null || cheapest === null || cost > instance.capacity) {
      return { bought: null, cheapest, bound: Number.NEGATIVE_INFINITY, complete: true, prices };
    }
    const selection = new Selection(root);
    selection.become(selected(root, cheapest));
    offerSelection(selection, root, path);
  }
  const proof = (): Proof => ({
    bought,
    cheapest: null,
    bound: Math.max(bound, incumbent),
    complete: bound <= incumbent,
    prices,
  });

  try {
    const rootPrices = pricesOf(root, prices);
    const selection = new Selection(root);
    const pace = request.prices === null ? THOROUGH : { ...THOROUGH, step: BRIEF.step };
    const { relaxation } = ascend(root, rootPrices, pace, cutoff, look(selection, root, path));
    for (const [link, origin] of root.linkOrigin.entries()) prices[origin] = rootPrices[link]!;
    bound = relaxation.bound;
    onProgress(incumbent, bound, bought);
    improve(root, selection);
    offerSelection(selection, root, path);

    const [top, bottom] = [bound, incumbent];
    for (let part = FIRST_GOAL; bound > incumbent + PRECISION; part *= NEXT_GOAL) {
      goal = part < 1 ? top - part * (top - bottom) : Number.NEGATIVE_INFINITY;
      explore(root, rootPrices.slice(), path);
      bound = Math.max(incumbent, Math.min(bound, goal));
      onProgress(incumbent, bound, bought);
    }
    bound = incumbent;
    return proof();
  } catch (error) {
    if (error instanceof TimeIsUp) return proof();
    throw error;
  }
}

const selected = ({ sources }: Instance, chosen: Int32Array | null): Uint8Array =>
  Uint8Array.from(sources, (source) => (chosen?.includes(source) ? 1 : 0));

const decidedToBuy = ({ sources }: Instance, state: Uint8Array): number[] =>
  [...sources].filter((_, s) => state[s] === BOUGHT);

const pricesOf = ({ linkOrigin }: Instance, prices: Float64Array): Float64Array =>
  Float64Array.from(linkOrigin, (link) => prices[link]!);

/** Whether an instance became so much smaller that its bound is worth another look before branching. */
const shrinks = (before: Instance, after: Instance): boolean =>
  after.sources.length < 0.95 * before.sources.length || after.weights.length < 0.8 * before.weights.length;

/** The source of `child` that the relaxation of `parent` is least sure of, weighted by what it earns, and its likelier state. */
function branching(
  parent: Instance,
  { relaxation, average }: Ascent,
  child: Instance,
): [source: number, state: number] {
  const inParent = new Map([...parent.sources].map((source, i) => [source, i]));
  let best = 0;
  let most = -1;
  let likelier = BOUGHT;
  for (const [i, source] of child.sources.entries()) {
    const at = inParent.get(source)!;
    const share = average[at]!;
    const score = share * (1 - share) * relaxation.earnings[at]!;
    if (score <= most) continue;
    most = score;
    best = i;
    likelier = share >= 0.5 ? BOUGHT : BANNED;
  }
  return [best, likelier];
}
