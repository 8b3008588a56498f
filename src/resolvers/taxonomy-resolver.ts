import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { otherObjective } from "../analysis/other-objective.ts";
import { prover } from "../analysis/prove.ts";
import type { TaskRecord } from "../domain/task.ts";
import { OtherObjective } from "../schema/other-objective.ts";
import { Task } from "../schema/task.ts";
import { Taxonomy } from "../schema/taxonomy.ts";
import { solveTaxonomy } from "../solver/taxonomy.ts";
import { askedProgram, TaxonomyArgs, type TaxonomyRecord } from "./asked-program.ts";
import type { Context } from "./context.ts";

@Resolver(() => Taxonomy)
export class TaxonomyResolver {
  @Query(() => Taxonomy, { description: "The best choice of labels and transfers under a budget, proven optimal." })
  async taxonomy(@Ctx() context: Context, @Args(() => TaxonomyArgs) args: TaxonomyArgs): Promise<TaxonomyRecord> {
    const { question, taxonomy } = await askedProgram(context, args);
    return taxonomy(await solveTaxonomy(question, { signal: context.gone }));
  }

  @FieldResolver(() => [Task], { description: "The tasks to label: the sources of the chosen transfers." })
  usedSources(@Ctx() { loaders }: Context, @Root() { usedSources }: TaxonomyRecord): Promise<TaskRecord[]> {
    return Promise.all(usedSources.map((name) => loaders.task.load(name)));
  }

  @FieldResolver(() => OtherObjective, {
    nullable: true,
    description:
      "What another objective would label instead: a warning at small budgets. Null where it labels the same, where the " +
      "taxonomy is infeasible, and where Quality is unknown. Solves once more.",
  })
  otherObjective(@Ctx() { gone }: Context, @Root() taxonomy: TaxonomyRecord): Promise<OtherObjective | null> {
    const { question } = taxonomy;
    return otherObjective(prover(question.timeLimit, gone), question, taxonomy);
  }
}
