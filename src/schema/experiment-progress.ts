import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import type * as domain from "../domain/experiment.ts";
import { ExperimentStatus, JobKind } from "./enums.ts";

@ObjectType({ description: "How far the jobs of one kind are." })
export class ProgressPhase {
  @Field(() => JobKind, { description: "What the jobs do." })
  kind!: domain.JobKind;

  @Field(() => Int, { description: "Finished jobs." })
  done!: number;

  @Field(() => Int, { description: "Jobs in all." })
  total!: number;

  @Field(() => Float, { description: "Share of the work that is done, 0 to 1, running jobs included." })
  fraction!: number;
}

@ObjectType({ description: "A job that a worker is at." })
export class RunningJob {
  @Field(() => ID, { description: "Its id within the experiment." })
  job!: string;

  @Field(() => Float, { description: "Share of it that is done, 0 to 1." })
  fraction!: number;
}

@ObjectType({ description: "How many transfers are in the graph, self edges included." })
export class TransferProgress {
  @Field(() => Int, { description: "Those of the plan that are there." })
  done!: number;

  @Field(() => Int, { description: "Those of the plan." })
  total!: number;

  @Field(() => Float, {
    nullable: true,
    description: "Readouts trained a minute by the workers now at work; null until a job of readouts is done.",
  })
  perMinute!: number | null;
}

@ObjectType({ description: "How far an experiment is." })
export class ExperimentProgress {
  @Field(() => ExperimentStatus, { description: "Where the experiment stands." })
  status!: domain.ExperimentStatus;

  @Field(() => Float, { description: "Share of all work, 0 to 1, weighted by time." })
  fraction!: number;

  @Field(() => Float, {
    nullable: true,
    description: "Estimated seconds to the end; null unless RUNNING, and until a first job is done.",
  })
  secondsLeft!: number | null;

  @Field(() => TransferProgress, { description: "How many transfers there are, and how fast more come." })
  transfers!: TransferProgress;

  @Field(() => [ProgressPhase], { description: "By kind of job, in the order of the method." })
  phases!: ProgressPhase[];

  @Field(() => [RunningJob], { description: "What workers are at." })
  running!: RunningJob[];
}
