import { publishedEdges } from "../../src/commands/published.ts";
import { DICTIONARY } from "../../src/domain/dictionary.ts";
import type { TaskKind } from "../../src/domain/task.ts";
import type { Evidence } from "../../src/report/evidence.ts";
import type { ProgramEdge } from "../../src/solver/program.ts";

export const kindOf = (task: string): TaskKind => DICTIONARY.get(task)?.kind ?? "OTHER";

export const large = await publishedEdges("taskonomy2018_16k");
export const small = await publishedEdges("taskonomy2018_1k");

/** A report of these edges, without repeats, networks or losses. */
export const evidenceOf = (edges: ProgramEdge[], more: Partial<Evidence> = {}): Evidence => ({
  own: { id: "own", edges },
  provenance: { codeVersion: null, dataHash: null },
  repeats: [],
  smaller: null,
  resized: [],
  published: { large, small },
  kindOf,
  vsConstant: new Map(),
  losses: { missing: "imported" },
  chosen: null,
  seed: 1,
  ...more,
});
