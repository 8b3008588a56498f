import type { Instance } from "./instance.ts";
import type { Selection } from "./selection.ts";

/** Gains looked at in one improvement, so that it takes a second at most. */
const EFFORT = 100_000;

/** Of the sources `among`: adds what gains most for its cost while something does, then exchanges, one out and the best others in. */
export function improve(instance: Instance, selection: Selection, among: number[]): void {
  let looked = fill(instance, selection, among, -1);
  for (let better = true; better; ) {
    better = false;
    for (const s of among) {
      if (looked > EFFORT) return;
      if (selection.has[s] === 0) continue;
      const { value } = selection;
      const has = selection.has.slice();
      selection.drop(s);
      looked += fill(instance, selection, among, s);
      if (selection.value > value + 1e-12) better = true;
      else selection.become(has);
    }
  }
}

/** Returns how many gains it looked at. */
function fill({ costs }: Instance, selection: Selection, among: number[], except: number): number {
  let looked = 0;
  for (;;) {
    let best = -1;
    let most = 0;
    for (const s of among) {
      if (selection.has[s] === 1 || s === except || costs[s]! > selection.left) continue;
      looked++;
      const rate = selection.gain(s) / costs[s]!;
      if (rate > most) {
        most = rate;
        best = s;
      }
    }
    if (best === -1) return looked;
    selection.add(best);
  }
}
