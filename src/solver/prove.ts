import { type Ascent, BRIEF, STEADY, THOROUGH } from "./ascent.ts";
import { branching } from "./branching.ts";
import { cheapestSources } from "./cheapest.ts";
import { deadlineIn, TimeIsUp } from "./deadline.ts";
import { improve } from "./improve.ts";
import type { Instance } from "./instance.ts";
import type { Relaxation } from "./relaxation.ts";
import { BANNED, BOUGHT, restrict } from "./restrict.ts";
import { stateAtRoot } from "./root.ts";
import { Selection } from "./selection.ts";
import { decide, type Node, pricesOf, tighten } from "./tighten.ts";

/** Solutions are only looked for where they are better than the best by more than this (the largest value is 1 in size). */
const PRECISION = 1e-10;
/** First goal: this share of the way from the root's bound down to the incumbent; each next one so many times further down. */
const FIRST_GOAL = 1 / 8;
const NEXT_GOAL = 1.4;
/** Sources that a relaxation buys to less than this share, or to all but this share, are not exchanged. */
const SURE = 0.02;
/** A bound of the root is told once the gap has shrunk this many times. */
const REPORTED = 1.1;

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

/**
 * Branch, cut and bound on sources. Every node lowers its Lagrangian bound, adds cuts, decides what reduced costs decide, and
 * shrinks. The search runs for goals that sink from the root's bound: a value that is as good as proven out of reach costs little
 * to prove so, and a first solution above a goal is soon the best.
 */
export function prove(request: ProofRequest, onProgress: Progress): Proof {
  const { instance, forced } = request;
  const checkTime = deadlineIn(request.timeLimit);
  let incumbent = Number.NEGATIVE_INFINITY;
  let bought: Int32Array | null = null;
  let bound = Number.POSITIVE_INFINITY;
  let goal = Number.NEGATIVE_INFINITY;
  const cutoff = (): number => Math.max(goal, incumbent + PRECISION);

  const offer = (selection: Selection, { instance: { sources }, path }: Node): void => {
    if (selection.left < 0 || selection.value <= incumbent || !selection.serves) return;
    incumbent = selection.value;
    bought = Int32Array.from([...path, ...sources.filter((_, s) => selection.has[s] === 1)]);
    onProgress(incumbent, bound, bought);
  };
  const look = (node: Node): ((relaxation: Relaxation) => void) => {
    const selection = new Selection(node.instance);
    return ({ order }) => {
      checkTime();
      selection.buyInOrder(order);
      offer(selection, node);
    };
  };
  const settled = (node: Node, { relaxation, bought: shares }: Ascent): void => {
    const unsure = [...shares.keys()].filter((s) => shares[s]! > SURE && shares[s]! < 1 - SURE);
    const selection = new Selection(node.instance);
    selection.buyInOrder(relaxation.order);
    improve(node.instance, selection, unsure);
    offer(selection, node);
  };
  const lookAtRoot = (node: Node): ((relaxation: Relaxation) => void) => {
    const lookHere = look(node);
    return (relaxation) => {
      lookHere(relaxation);
      // What is decided at the root holds of whatever is better than the incumbent.
      if (bound - incumbent > REPORTED * (relaxation.bound - incumbent)) {
        bound = Math.max(incumbent, relaxation.bound);
        onProgress(incumbent, bound, bought);
      }
    };
  };

  /** All solutions of a node above the cutoff. */
  const explore = (start: Node): void => {
    const tight = tighten(start, BRIEF, BRIEF, cutoff, { look, settled, checkTime });
    if (tight === null) return;
    const [source, first] = branching(tight);
    for (const decision of [first, first === BOUGHT ? BANNED : BOUGHT]) {
      const child = decide(tight.node, source, decision);
      if (child !== null) explore(child);
    }
  };

  const prices = request.prices?.slice() ?? new Float64Array(instance.linkSource.length);
  const { state, bought: path } = stateAtRoot(instance, forced);
  const open = restrict(instance, state, null);
  const root = open && { instance: open, prices: pricesOf(open, prices), path };
  if (root !== null) {
    const selection = selectionOf(root, request.start);
    improve(root.instance, selection, [...root.instance.sources.keys()]);
    offer(selection, root);
  }
  if (root === null || bought === null) {
    const cheapest = cheapestSources(instance, forced);
    const cost = cheapest?.reduce((sum, source) => sum + instance.costs[source]!, 0) ?? Number.POSITIVE_INFINITY;
    if (root === null || cheapest === null || cost > instance.capacity) {
      return { bought: null, cheapest, bound: Number.NEGATIVE_INFINITY, complete: true, prices };
    }
    offer(selectionOf(root, cheapest), root);
  }
  const proof = (): Proof => ({
    bought,
    cheapest: null,
    bound: Math.max(bound, incumbent),
    complete: bound <= incumbent,
    prices,
  });

  try {
    const tight = tighten(root, request.prices === null ? THOROUGH : STEADY, STEADY, cutoff, {
      look: lookAtRoot,
      settled,
      checkTime,
    });
    for (const [row, origin] of root.instance.rowOrigin.entries()) prices[origin] = root.prices[row]!;
    if (tight !== null) {
      bound = Math.min(bound, tight.relaxation.bound);
      onProgress(incumbent, bound, bought);
      const [top, bottom] = [bound, incumbent];
      for (let part = FIRST_GOAL; bound > incumbent + PRECISION; part *= NEXT_GOAL) {
        goal = part < 1 ? top - part * (top - bottom) : Number.NEGATIVE_INFINITY;
        explore({ ...tight.node, prices: tight.node.prices.slice() });
        bound = Math.max(incumbent, Math.min(bound, goal));
        onProgress(incumbent, bound, bought);
      }
    }
    bound = incumbent;
    onProgress(incumbent, bound, bought);
    return proof();
  } catch (error) {
    if (error instanceof TimeIsUp) return proof();
    throw error;
  }
}

function selectionOf({ instance }: Node, chosen: Int32Array | null): Selection {
  const selection = new Selection(instance);
  selection.become(Uint8Array.from(instance.sources, (source) => (chosen?.includes(source) ? 1 : 0)));
  return selection;
}
