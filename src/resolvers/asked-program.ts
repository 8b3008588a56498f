import { ArgsType, Field, Float, ID, Int } from "type-graphql";
import { coverage } from "../domain/coverage.ts";
import { transferKey } from "../domain/names.ts";
import type { Transfer as TransferRecord } from "../domain/transfer.ts";
import { TaxonomyInput } from "../schema/taxonomy-input.ts";
import type { ProgramEdge, ProgramInput } from "../solver/program.ts";
import type { TaxonomyAnswer } from "../solver/taxonomy.ts";
import { requireExperiment } from "../store/experiments.ts";
import type { Context } from "./context.ts";
import { currentEdges } from "./current-edges.ts";
import { programOf } from "./program.ts";

@ArgsType()
export class QuestionArgs {
  @Field(() => ID, { description: "Id of the experiment." })
  experiment!: string;

  @Field(() => Int, { nullable: true, defaultValue: 4, description: "Highest order of a transfer." })
  maxOrder!: number;

  @Field(() => TaxonomyInput, { nullable: true, description: "What else it must satisfy." })
  input!: TaxonomyInput | null;
}

@ArgsType()
export class TaxonomyArgs extends QuestionArgs {
  @Field(() => Float, { description: "What the labels of the used sources may cost, a non-negative number." })
  budget!: number;
}

/** A question to the program about an experiment, and the way back from an answer's edges to stored transfers. */
export interface AskedProgram {
  question: ProgramInput;
  stored(edge: Pick<ProgramEdge, "sources" | "target" | "self">): TransferRecord;
  taxonomy(answer: TaxonomyAnswer): TaxonomyRecord;
}

/** What the fields of a `Taxonomy` are resolved from. */
export type TaxonomyRecord = Omit<TaxonomyAnswer, "transfers"> & {
  transfers: TransferRecord[];
  untrained: number;
  question: ProgramInput;
};

/** BAD_INPUT, NOT_FOUND, WRONG_STATE. */
export async function askedProgram(
  context: Context,
  { experiment: id, budget, maxOrder, input }: TaxonomyArgs,
): Promise<AskedProgram> {
  const experiment = await requireExperiment(context.graph, id);
  const edges = await currentEdges(context, experiment);
  const asked = programOf(experiment, edges, { budget, maxOrder, input: input ?? {} });
  const byKey = new Map(edges.map((edge) => [edge.key, edge]));
  const { candidates, trained } = coverage(experiment, edges);
  const stored: AskedProgram["stored"] = ({ sources, target, self }) =>
    byKey.get(transferKey(id, sources, target, self))!;
  return {
    question: asked,
    stored,
    taxonomy: (answer) => ({
      ...answer,
      transfers: answer.transfers.map(stored),
      untrained: candidates - trained,
      question: { ...asked, budget: answer.budget },
    }),
  };
}
