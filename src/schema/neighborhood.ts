import { Field, ObjectType } from "type-graphql";
import type * as domain from "../domain/transfer.ts";
import { SourceSet } from "./source-set.ts";
import { Task } from "./task.ts";
import { Transfer } from "./transfer.ts";

@ObjectType({ description: "The part of an experiment's graph around a task." })
export class Neighborhood {
  @Field(() => [Task], { description: "The task itself first, then those of the transfers by name." })
  tasks!: Task[];

  @Field(() => [SourceSet], { description: "The source sets of the transfers of order 2 and above." })
  sourceSets!: SourceSet[];

  @Field(() => [Transfer], { description: "Nearest hop first, then best rank." })
  transfers!: domain.Transfer[];

  @Field(() => Boolean, { description: "Whether more transfers exist than `first` asked for." })
  truncated!: boolean;
}
