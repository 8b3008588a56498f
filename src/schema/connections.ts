import { connectionOf } from "./connection.ts";
import { Experiment } from "./experiment.ts";
import { Job } from "./job.ts";
import { Task } from "./task.ts";
import { Transfer } from "./transfer.ts";

export const TaskConnection = connectionOf(Task, "Task");
export const ExperimentConnection = connectionOf(Experiment, "Experiment");
export const JobConnection = connectionOf(Job, "Job");
export const TransferConnection = connectionOf(Transfer, "Transfer");
