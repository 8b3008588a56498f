import { sortSources } from "../domain/names.ts";
import { blocks } from "./blocks.ts";
import { type Check, notMeasured } from "./check.ts";
import { ownControl, randomControl } from "./controls.ts";
import type { Evidence, Provenance } from "./evidence.ts";
import { kindTree } from "./kind-tree.ts";
import { levels } from "./levels.ts";
import { noiseFloor } from "./noise-floor.ts";
import { ranks } from "./ranks.ts";
import { representations } from "./representations.ts";
import { sanity, weakTasks } from "./sanity.ts";
import { scopesOf } from "./scopes.ts";
import { shuffledControl, withoutShuffled } from "./shuffled.ts";
import { sizes } from "./sizes.ts";
import { taxonomies } from "./taxonomies.ts";

/** Is the experiment faithful to the published structure (method section 8)? */
export interface Report {
  experiment: string;
  provenance: Provenance;
  /** What each has anew. */
  repeats: { id: string; anew: string }[];
  /** What the ranks are over. */
  sources: string[];
  targets: string[];
  /** Tasks left out of the claims. */
  weak: string[];
  seed: number;
  /** What may be claimed. */
  conclusion: string;
  checks: Check[];
}

/** All checks, in the order of their importance. Errors: BAD_INPUT. */
export async function report(measured: Evidence): Promise<Report> {
  const evidence = withoutShuffled(measured);
  const { own, repeats, kindOf, seed } = evidence;
  const weak = weakTasks(evidence);
  const scopes = scopesOf(kindOf, weak);
  const floor = noiseFloor(evidence, scopes);
  const checks = [
    sanity(evidence),
    floor,
    blocks(evidence, scopes),
    ranks(evidence, scopes),
    randomControl(evidence, scopes),
    ownControl(evidence, scopes),
    shuffledControl(measured, scopes),
    levels(evidence, scopes),
    kindTree(evidence, scopes),
    await taxonomies(evidence, weak),
    sizes(evidence, scopes),
    representations(evidence, scopes),
    notMeasured(
      "Convergence",
      "Are readouts near convergence, and scratch networks long enough trained?",
      "measured apart: see docs/training.md",
    ),
  ];
  return {
    experiment: own.id,
    provenance: evidence.provenance,
    repeats: repeats.map(({ id, renewed }) => ({ id, anew: renewed.what })),
    sources: sortSources(own.edges.filter(({ order, self }) => order === 1 && !self).flatMap(({ sources }) => sources)),
    targets: sortSources(own.edges.map(({ target }) => target)),
    weak: [...weak],
    seed,
    conclusion: conclusionOf(evidence, floor, checks),
    checks,
  };
}

function conclusionOf({ chosen }: Evidence, floor: Check, checks: Check[]): string {
  const named = (verdict: Check["verdict"]): string[] =>
    checks.filter((c) => c.verdict === verdict).map(({ name }) => name);
  const [passed, failed] = [named("PASS"), named("FAIL")];
  const counts = `${passed.length} of ${passed.length + failed.length} measured checks pass${failed.length === 0 ? "" : `, failing: ${failed.join(", ")}`}`;
  if (chosen !== null)
    return `No claim of structure, as a training budget chose ${chosen.trained} of ${chosen.candidates} first-order transfers, the most promising ones, and ranks are among these alone; ${counts}.`;
  if (floor.verdict === "FAIL")
    return `No claim of structure, as the experiment does not agree with itself; ${counts}.`;
  if (floor.verdict === "NOT_MEASURED")
    return `${counts}; without a noise floor of its own, structure is not yet claimed.`;
  return `${counts}.`;
}
