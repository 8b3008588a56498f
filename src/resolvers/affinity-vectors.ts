import { transferKey } from "../domain/names.ts";
import type { Tournament } from "../domain/transfer.ts";
import { affinities } from "../solver/ahp.ts";

/** Affinities by transfer key, of one target. */
type AffinityVector = ReadonlyMap<string, number>;

/** Affinity vectors by tournament; the latest few hundred are kept, and none of an old version is ever given. */
export type AffinityVectors = (tournament: Tournament, createdAt: string) => AffinityVector;

const KEPT = 500;

export function affinityVectors(): AffinityVectors {
  const kept = new Map<string, { version: string; vector: AffinityVector }>();
  return (tournament, createdAt) => {
    const key = `${tournament.experiment}/${tournament.target}`;
    // An experiment may be deleted and made again under its id.
    const version = `${createdAt} ${tournament.version}`;
    const entry = kept.get(key);
    const vector = entry?.version === version ? entry.vector : vectorOf(tournament);
    kept.delete(key);
    kept.set(key, { version, vector });
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    return vector;
  };
}

function vectorOf({ experiment, target, members, images, wins }: Tournament): AffinityVector {
  const { values } = affinities(wins, members.length, images);
  return new Map(
    members.map((member, i) => {
      const self = member === "self";
      return [transferKey(experiment, member.split("+"), target, self), values[i]!];
    }),
  );
}
