import type { WinRates } from "../files/win-rates.ts";
import { select } from "../queue/renormalise.ts";
import { affinities } from "../solver/ahp.ts";
import type { Graph } from "../store/graph.ts";
import { type Destination, importMeasured } from "./import-measured.ts";

/** Adds one target by its win rates over `images` test images. Returns and fails as `importMeasured`. */
export function importWinRates(
  graph: Graph,
  to: Destination,
  { rows, shares }: WinRates,
  images: number,
): Promise<number> {
  const at = new Map(rows.map((row, i) => [row, i]));
  const keys = rows.map(({ sources, self, pixels }) => (self ? "self" : pixels ? "pixels" : sources.join("+")));
  // The target's own name stands for the self edge where there is no row `self`.
  const all = keys.includes("self") ? keys : keys.map((key) => (key === to.target ? "self" : key));
  return importMeasured(graph, to, {
    rows,
    scenes: null,
    share: (row, rival) => shares[at.get(row)! * rows.length + at.get(rival)!]!,
    keep: async () => ({ losses: null, meanLoss: null }),
    renormalise: async (_existing, computed) => {
      const members = computed.map(({ member }) => member);
      const wins = select(shares, all, members).map((share) => share * images);
      const { values } = affinities(wins, members.length, images);
      return {
        tournament: { members, images, wins: [...wins] },
        affinities: Object.fromEntries(members.map((member, i) => [member, values[i]!])),
      };
    },
  });
}
