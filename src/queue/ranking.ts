import { byCodePoint } from "../domain/names.ts";
import type { Tournament } from "../domain/transfer.ts";
import { affinities } from "../solver/ahp.ts";
import { select } from "./renormalise.ts";

/**
 * A target's sources from best to worst by affinity among its first-order candidates alone (`field`: the plan's sources and `self`),
 * so that the beam is the same whether or not sets of other orders are in the tournament already. Sources without a computed edge
 * are left out; `eligible` says which of the rest to name. Pure.
 */
export function firstOrderRanking(tournament: Tournament, field: string[], eligible: string[]): string[] {
  const members = tournament.members.filter((member) => field.includes(member));
  const wins = select(tournament.wins, tournament.members, members);
  const { values } = affinities(wins, members.length, tournament.images);
  const strength = new Map(members.map((member, i) => [member, values[i]!]));
  return members
    .filter((member) => eligible.includes(member))
    .sort((a, b) => strength.get(b)! - strength.get(a)! || byCodePoint(a, b));
}
