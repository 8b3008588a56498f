import { Args, ArgsType, Ctx, Field, ID, Int, Query, Resolver } from "type-graphql";
import { badInput } from "../domain/errors.ts";
import { byCodePoint } from "../domain/names.ts";
import { Affinity } from "../schema/affinity.ts";
import { requireExperiment } from "../store/experiments.ts";
import type { Context } from "./context.ts";
import { currentEdges, type Edge } from "./current-edges.ts";
import { requireMembers } from "./require-members.ts";

@ArgsType()
class AffinitiesArgs {
  @Field(() => ID, { description: "Id of the experiment." })
  experiment!: string;

  @Field(() => ID, { nullable: true, description: "Only those of this target." })
  target!: string | null;

  @Field(() => Int, { nullable: true, description: "Only those up to this order; nothing is normalised anew." })
  maxOrder!: number | null;
}

@Resolver()
export class AffinityResolver {
  @Query(() => [Affinity], {
    description:
      "The affinity vectors of an experiment's targets, self and controls included; by target, highest first.",
  })
  async affinities(
    @Ctx() context: Context,
    @Args(() => AffinitiesArgs) { experiment, target, maxOrder }: AffinitiesArgs,
  ): Promise<Affinity[]> {
    if (maxOrder != null && maxOrder < 1) throw badInput(`maxOrder: ${maxOrder} is not allowed, 1 or more is`);
    const found = await requireExperiment(context.graph, experiment);
    const edges = await currentEdges(context, found, target ?? undefined);
    if (edges.length === 0) await requireMembers(context.graph, found, [target]);
    return edges.filter(({ order }) => maxOrder == null || order <= maxOrder).sort(byTargetThenAffinity);
  }
}

const byTargetThenAffinity = (a: Edge, b: Edge): number =>
  byCodePoint(a.target, b.target) || b.affinity - a.affinity || byCodePoint(a.key, b.key);
