import type { Tournament } from "../domain/transfer.ts";
import { affinities } from "../solver/ahp.ts";
import { extendWins } from "../solver/tournament.ts";
import type { Artifacts } from "../store/artifacts.ts";
import type { Member } from "../store/record-transfers.ts";
import { floatsOf } from "./remember.ts";

export interface Normalised {
  tournament: { members: string[]; images: number; wins: number[] };
  affinities: Record<string, number>;
}

/**
 * Extends a target's tournament by the members that it lacks and ranks all of them (method section 3). `computed` is sorted by
 * member, and so is the result: counts and affinities depend on who is in, not on who came first.
 */
export async function renormalise(
  artifacts: Artifacts,
  existing: Pick<Tournament, "members" | "wins"> | null,
  computed: Member[],
): Promise<Normalised> {
  const known = existing?.members ?? [];
  const lossesOf = new Map(computed.map(({ member, losses }) => [member, losses]));
  const added = computed.map(({ member }) => member).filter((member) => !known.includes(member));
  const load = async (member: string): Promise<Float32Array> => floatsOf(await artifacts.get(lossesOf.get(member)!));
  const before = await Promise.all(known.map(load));
  const after = await Promise.all(added.map(load));
  const images = (before[0] ?? after[0])?.length ?? 0;

  const unsorted = extendWins(Float64Array.from(existing?.wins ?? []), known.length, before, after);
  const members = computed.map(({ member }) => member);
  const wins = select(unsorted, [...known, ...added], members);
  const { values } = affinities(wins, members.length, images);
  return {
    tournament: { members, images, wins: [...wins] },
    affinities: Object.fromEntries(members.map((member, i) => [member, values[i]!])),
  };
}

/** Rows and columns of a square matrix over `members` for `wanted`, a subset in an order of its own. Pure. */
export function select(matrix: ArrayLike<number>, members: string[], wanted: string[]): Float64Array {
  const rows = wanted.map((member) => members.indexOf(member));
  return Float64Array.from(rows.flatMap((i) => rows.map((j) => matrix[i * members.length + j]!)));
}
