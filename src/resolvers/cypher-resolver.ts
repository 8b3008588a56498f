import { GraphQLJSONObject } from "graphql-scalars";
import { Arg, Ctx, Query, Resolver } from "type-graphql";
import { CypherAnswer } from "../schema/cypher-answer.ts";
import { analyseApart } from "../store/analyse-apart.ts";
import type { Analysis } from "../store/analysis.ts";
import type { Context } from "./context.ts";

const LIMITS = { rows: 1000, seconds: 30 };

@Resolver()
export class CypherResolver {
  @Query(() => CypherAnswer, {
    description:
      "Runs a Cypher statement that only reads: its plan is checked first, and a refusal says by which rule. " +
      `At most ${LIMITS.rows} rows and ${LIMITS.seconds} seconds, two statements at a time.`,
  })
  cypher(
    @Ctx() { graph, asking, gone }: Context,
    @Arg("statement", () => String, { description: "One statement; values belong into `parameters`." })
    statement: string,
    @Arg("parameters", () => GraphQLJSONObject, { nullable: true, description: "Values of its $parameters." })
    parameters: Record<string, unknown> | null,
  ): Promise<Analysis> {
    return asking(() => analyseApart(graph, { statement, parameters: parameters ?? {}, limits: LIMITS }, gone));
  }
}
