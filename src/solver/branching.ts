import { BANNED, BOUGHT } from "./restrict.ts";
import type { Tight } from "./tighten.ts";

/** The source of a node that its relaxation is least sure of, weighted by what it earns, and its likelier state. */
export function branching({ node, parent, bought, relaxation }: Tight): [source: number, state: number] {
  const inParent = new Map([...parent.sources].map((source, i) => [source, i]));
  let best = 0;
  let most = -1;
  let likelier = BOUGHT;
  for (const [i, source] of node.instance.sources.entries()) {
    const at = inParent.get(source)!;
    const share = bought[at]!;
    const score = share * (1 - share) * relaxation.earnings[at]!;
    if (score <= most) continue;
    most = score;
    best = i;
    likelier = share >= 0.5 ? BOUGHT : BANNED;
  }
  return [best, likelier];
}
