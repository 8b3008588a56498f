import { Args, ArgsType, Ctx, Field, FieldResolver, Float, ID, Int, Query, Resolver, Root } from "type-graphql";
import { transferKey } from "../domain/names.ts";
import type { TaskRecord } from "../domain/task.ts";
import { Task } from "../schema/task.ts";
import { Taxonomy } from "../schema/taxonomy.ts";
import { TaxonomyInput } from "../schema/taxonomy-input.ts";
import { solveTaxonomy } from "../solver/taxonomy.ts";
import { requireExperiment } from "../store/experiments.ts";
import type { Context } from "./context.ts";
import { currentEdges } from "./current-edges.ts";
import { programOf } from "./program.ts";

@ArgsType()
class TaxonomyArgs {
  @Field(() => ID, { description: "Id of the experiment." })
  experiment!: string;

  @Field(() => Float, { description: "What the labels of the used sources may cost, a non-negative number." })
  budget!: number;

  @Field(() => Int, { nullable: true, defaultValue: 4, description: "Highest order of a transfer." })
  maxOrder!: number;

  @Field(() => TaxonomyInput, { nullable: true, description: "What else it must satisfy." })
  input!: TaxonomyInput | null;
}

@Resolver(() => Taxonomy)
export class TaxonomyResolver {
  @Query(() => Taxonomy, { description: "The best choice of labels and transfers under a budget, proven optimal." })
  async taxonomy(
    @Ctx() context: Context,
    @Args(() => TaxonomyArgs) { experiment: id, budget, maxOrder, input }: TaxonomyArgs,
  ): Promise<Taxonomy & { usedSources: string[] }> {
    const experiment = await requireExperiment(context.graph, id);
    const edges = await currentEdges(context, experiment);
    const question = programOf(experiment, edges, { budget, maxOrder, input: input ?? {} });
    const answer = await context.solving(() => solveTaxonomy(question));

    const byKey = new Map(edges.map((edge) => [edge.key, edge]));
    const transfers = answer.transfers.map(
      ({ sources, target, self }) => byKey.get(transferKey(id, sources, target, self))!,
    );
    return { ...answer, transfers };
  }

  @FieldResolver(() => [Task], { description: "The tasks to label: the sources of the chosen transfers." })
  usedSources(@Ctx() { loaders }: Context, @Root() { usedSources }: { usedSources: string[] }): Promise<TaskRecord[]> {
    return Promise.all(usedSources.map((name) => loaders.task.load(name)));
  }
}
