import type { Experiment, JobRecord } from "../domain/experiment.ts";
import type { Graph } from "../store/graph.ts";
import { listJobs } from "../store/jobs.ts";

/** Records of an experiment's jobs and of those of the experiment that ranks its sources, as `planJobs` names them. */
export async function knownRecords(graph: Graph, { id, rankedBy }: Experiment): Promise<JobRecord[]> {
  const own = await listJobs(graph, id);
  if (rankedBy === null) return own;
  const ranking = await listJobs(graph, rankedBy);
  return [...own, ...ranking.map((record) => ({ ...record, id: `${rankedBy}/${record.id}` }))];
}
