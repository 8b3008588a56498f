import { badInput } from "./errors.ts";

/** Task names and experiment ids. */
const NAME = /^[A-Za-z0-9_.-]{1,64}$/;

export function checkName(name: string, what = "name"): string {
  if (!NAME.test(name)) {
    throw badInput(`${what} ${JSON.stringify(name)}: allowed are 1 to 64 of the characters A-Z a-z 0-9 _ . -`);
  }
  return name;
}

/** Strings by code point, so that every store and language sorts alike. */
export const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The canonical form of a source set: distinct names, sorted by code point. */
export const sortSources = (names: Iterable<string>): string[] => [...new Set(names)].sort(byCodePoint);

/** The key of a source set: its sorted names joined by `+`. */
export const sourceSetKey = (names: Iterable<string>): string => sortSources(names).join("+");

/** `<experiment>/<sources>/<target>`, where `<sources>` is `self` for the self edge. */
export function transferKey(experiment: string, sources: Iterable<string>, target: string, self = false): string {
  return `${experiment}/${self ? "self" : sourceSetKey(sources)}/${target}`;
}

/** Parses `a+b>t` (an edge) or `a` (a source; target is then null). */
export function parseForced(text: string): { sources: string[]; target: string | null } {
  const [left = "", target, ...rest] = text.split(">");
  if (rest.length > 0) throw badInput(`${JSON.stringify(text)}: an edge is written a+b>t, a source a`);
  const sources = sortSources(left.split("+").map((name) => checkName(name, "source")));
  if (target === undefined) {
    if (sources.length > 1) throw badInput(`${JSON.stringify(text)}: a set of sources needs a target, as in a+b>t`);
    return { sources, target: null };
  }
  return { sources, target: checkName(target, "target") };
}

/** The known name nearest to a mistyped one, itself left out (least edits, at most a third of its length), or null. */
export function nearestName(name: string, known: Iterable<string>): string | null {
  let nearest: string | null = null;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    if (candidate === name) continue;
    // At least so many edits are needed; names from outside may be very long.
    if (Math.abs(name.length - candidate.length) >= least) continue;
    const distance = editDistance(name, candidate);
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}

/** The end of a sentence about an unknown name: the nearest of the known ones, where one is near. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const nearest = nearestName(name, known);
  return nearest === null ? "" : `: did you mean ${nearest}?`;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
