import { GraphQLDateTime } from "graphql-scalars";
import { Field, Float, ID, ObjectType } from "type-graphql";
import type * as domain from "../domain/experiment.ts";
import { JobKind, JobStatus } from "./enums.ts";

@ObjectType({ description: "A unit of work that one worker does in one go." })
export class Job {
  @Field(() => ID, { description: "Unique within its experiment, for example `model/edge2d`." })
  id!: string;

  @Field(() => JobKind, { description: "What it does." })
  kind!: domain.JobKind;

  @Field(() => JobStatus, { description: "Where it stands." })
  status!: "QUEUED" | "DONE" | "FAILED";

  @Field(() => String, { nullable: true, description: "Why it failed." })
  error?: string | null;

  @Field(() => Float, { nullable: true, description: "How long it took." })
  seconds?: number | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: "When it ended." })
  finishedAt?: string | null;

  @Field(() => ID, { nullable: true, description: "Of a READOUT just asked for: the key that its transfer will have." })
  transferKey?: string | null;
}
