import { GraphQLDateTime, GraphQLJSON } from "graphql-scalars";
import { Field, Float, ID, ObjectType } from "type-graphql";
import type * as domain from "../domain/experiment.ts";
import { ExperimentStatus } from "./enums.ts";
import { ExperimentTask } from "./experiment-task.ts";

@ObjectType({
  description: "A dictionary of tasks, settings and a seed, and all that was computed or imported for them.",
})
export class Experiment {
  @Field(() => ID, { description: "Unique; chosen by its creator." })
  id!: string;

  @Field(() => String, { nullable: true, description: "For people to read." })
  title!: string | null;

  @Field(() => String, { nullable: true, description: "Name of the preset; null for an imported one." })
  preset!: string | null;

  @Field(() => Float, { description: "Seed of what was trained, unless its settings give parts another." })
  seed!: number;

  @Field(() => ExperimentStatus, { description: "Where it stands." })
  status!: domain.ExperimentStatus;

  @Field(() => String, { nullable: true, description: "Why it failed." })
  error!: string | null;

  @Field(() => GraphQLJSON, { nullable: true, description: "What decides its numbers; null for an imported one." })
  settings!: domain.Experiment["settings"];

  @Field(() => String, { nullable: true, description: "Hash of its data set, once that exists." })
  dataHash!: string | null;

  @Field(() => [ExperimentTask], { description: "Its tasks and their parts." })
  tasks!: domain.Experiment["tasks"];

  @Field(() => GraphQLDateTime, { description: "When it was created or imported." })
  createdAt!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: "When it was last started." })
  startedAt!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: "When it last ended." })
  finishedAt!: string | null;
}
