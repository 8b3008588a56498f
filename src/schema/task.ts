import { Field, ID, ObjectType } from "type-graphql";
import type { TaskRecord } from "../domain/task.ts";
import { TaskKind } from "./enums.ts";

@ObjectType({ description: "A vision task. Tasks are shared by all experiments." })
export class Task implements TaskRecord {
  @Field(() => ID, { description: "Unique, as published: `rgb2depth`." })
  name!: string;

  @Field(() => TaskKind, { description: "What it is about." })
  kind!: TaskRecord["kind"];

  @Field(() => String, { description: "What it predicts, in a sentence." })
  description!: string;

  @Field(() => String, {
    nullable: true,
    description: "Where its ground truth here departs from the original data set's.",
  })
  approximation!: string | null;
}
