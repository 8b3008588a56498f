import type { Experiment } from "../domain/experiment.ts";
import { noTransfersOf } from "../domain/unknown-name.ts";
import type { Graph } from "../store/graph.ts";
import { checkTasks } from "./check-tasks.ts";

type Names = (string | null | undefined)[];

/** Why an answer about these tasks is empty: NOT_FOUND where one is no task of the graph, or none of the experiment's. */
export async function requireMembers(graph: Graph, { id, tasks }: Experiment, names: Names): Promise<void> {
  await checkTasks(graph, names);
  const members = tasks.map(({ task }) => task);
  const stray = names.find((name) => name != null && !members.includes(name));
  if (stray != null) throw noTransfersOf(stray, id, members);
}
