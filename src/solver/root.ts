import type { Instance } from "./instance.ts";
import { BANNED, BOUGHT, OPEN } from "./restrict.ts";

/** What is known before any search: forced sources and free ones are bought, those above the budget are not. */
export function stateAtRoot(
  { sources, costs, capacity }: Instance,
  forced: Int32Array,
): { state: Uint8Array; bought: number[] } {
  const state = Uint8Array.from(sources, (source, s) => {
    if (costs[s] === 0 || forced.includes(source)) return BOUGHT;
    return costs[s]! > capacity ? BANNED : OPEN;
  });
  return { state, bought: [...sources].filter((_, s) => state[s] === BOUGHT) };
}
