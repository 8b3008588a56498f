import { randomTaxonomies } from "./random-taxonomies.ts";
import { resampledAffinities } from "./resample.ts";
import { stabilityByTargets, stabilityByVectors } from "./tree-stability.ts";

/** What takes long enough to be run in a thread, by name; arguments and results are plain data. */
export const HEAVY = { randomTaxonomies, resampledAffinities, stabilityByTargets, stabilityByVectors };
