import { Args, ArgsType, Ctx, Field, ID, Int, Query, Resolver } from "type-graphql";
import type { EstimateMethod as Method } from "../domain/estimate.ts";
import { EstimateMethod } from "../schema/enums.ts";
import { Estimate } from "../schema/estimate.ts";
import { listEstimates } from "../store/estimates.ts";
import { requireExperiment } from "../store/experiments.ts";
import type { Context } from "./context.ts";
import { checkFirst } from "./page.ts";
import { requireMembers } from "./require-members.ts";

@ArgsType()
class EstimatesArgs {
  @Field(() => ID, { description: "Id of the experiment." })
  experiment!: string;

  @Field(() => ID, { nullable: true, description: "Only those of this target." })
  target!: string | null;

  @Field(() => EstimateMethod, { nullable: true, description: "Only those by this method." })
  method!: Method | null;

  @Field(() => Int, { nullable: true, defaultValue: 100, description: "How many, 1 to 500." })
  first!: number;
}

@Resolver()
export class EstimateResolver {
  @Query(() => [Estimate], {
    description: "Estimates of first-order transfers from representations alone; by target, method and rank.",
  })
  async estimates(@Ctx() { graph }: Context, @Args(() => EstimatesArgs) args: EstimatesArgs): Promise<Estimate[]> {
    const experiment = await requireExperiment(graph, args.experiment);
    await requireMembers(graph, experiment, [args.target]);
    return listEstimates(graph, { ...args, first: checkFirst(args.first) });
  }
}
