import { RANDOM } from "../domain/task.ts";
import type { ProgramEdge } from "../solver/program.ts";
import type { KindOf } from "./evidence.ts";

/** A part of the transfers that a figure is about. */
export interface Scope {
  name: string;
  keeps(edge: ProgramEdge): boolean;
}

export interface Scopes {
  /** All parts that are shown. */
  all: Scope[];
  /** The part that verdicts are about: single-image targets, and no task whose network is weak. */
  claimed: Scope;
}

/**
 * Multi-view targets are shown apart as the published tables disagree on them; denoise since its readouts see the clean image
 * (method section 2); `random` since it is a control, which ranks easily.
 */
export function scopesOf(kindOf: KindOf, weak: Set<string>): Scopes {
  const isSingle = ({ target }: ProgramEdge): boolean => kindOf(target) !== "MULTI_VIEW";
  const everything: Scope = { name: "all targets", keeps: () => true };
  const single: Scope = { name: "single-image targets", keeps: isSingle };
  const rest: Scope[] = [
    { name: "single-image, denoise left out", keeps: (edge) => isSingle(edge) && edge.target !== "denoise" },
    { name: "single-image, random left out", keeps: (edge) => isSingle(edge) && !edge.sources.includes(RANDOM) },
  ];
  if (weak.size === 0) return { all: [everything, single, ...rest], claimed: single };
  const strong: Scope = {
    name: "single-image, weak tasks left out",
    keeps: (edge) => isSingle(edge) && !weak.has(edge.target) && !edge.sources.some((source) => weak.has(source)),
  };
  return { all: [everything, single, ...rest, strong], claimed: strong };
}
