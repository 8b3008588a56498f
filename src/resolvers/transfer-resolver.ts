import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import type { Transfer as TransferRecord } from "../domain/transfer.ts";
import type { Connection } from "../schema/connection.ts";
import { TransferConnection } from "../schema/connections.ts";
import { Neighborhood } from "../schema/neighborhood.ts";
import { Transfer } from "../schema/transfer.ts";
import { requireExperiment } from "../store/experiments.ts";
import { type Neighborhood as Around, neighborhood } from "../store/neighborhood.ts";
import { findTransfer, listTransfers } from "../store/transfers.ts";
import type { Context } from "./context.ts";
import { checkFirst, connection } from "./page.ts";
import { requireMembers } from "./require-members.ts";
import { selectedFields } from "./selected-fields.ts";
import { NeighborhoodArgs, TransfersArgs } from "./transfer-args.ts";

@Resolver()
export class TransferResolver {
  @Query(() => Transfer, { nullable: true, description: "One transfer, or null where it does not exist (yet)." })
  transfer(
    @Ctx() { graph }: Context,
    @Arg("key", () => ID, { description: "`<experiment>/<sources>/<target>`." }) key: string,
  ): Promise<TransferRecord | null> {
    return findTransfer(graph, key);
  }

  @Query(() => TransferConnection, { description: "Transfers of an experiment." })
  async transfers(
    @Ctx() { graph }: Context,
    @Args(() => TransfersArgs) { first, controls, after = null, ...filter }: TransfersArgs,
  ): Promise<Connection<TransferRecord>> {
    const query = { ...filter, controls: controls ?? false, first: checkFirst(first), after };
    const page = await listTransfers(graph, query);
    if (page.items.length === 0) {
      const experiment = await requireExperiment(graph, filter.experiment);
      await requireMembers(graph, experiment, [filter.target, filter.source]);
    }
    return connection(page, after);
  }

  @Query(() => Neighborhood, { description: "The transfers around a task, in one experiment." })
  async neighborhood(
    @Ctx() { graph }: Context,
    @Args(() => NeighborhoodArgs) args: NeighborhoodArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Around> {
    const query = {
      ...args,
      direction: args.direction ?? "IN",
      minAffinity: args.minAffinity ?? 0,
      maxRank: args.maxRank ?? null,
      controls: args.controls ?? false,
      first: checkFirst(args.first),
    };
    const found = await neighborhood(graph, query, {
      transfers: selectedFields(info, "transfers"),
      tasks: selectedFields(info).has("tasks"),
    });
    if (found.transfers.length === 0) {
      await requireMembers(graph, await requireExperiment(graph, query.experiment), [query.task]);
    }
    return found;
  }
}
