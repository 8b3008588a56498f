import { deepEqual, equal, ok } from "node:assert/strict";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { planJobs } from "../src/queue/plan.ts";
import { openArtifacts } from "../src/store/artifacts.ts";
import { latestSeq } from "../src/store/events.ts";
import { requireExperiment } from "../src/store/experiments.ts";
import { listJobs } from "../src/store/jobs.ts";
import { listModels } from "../src/store/models.ts";
import { baselinesOf, tournaments, transfersOf } from "../src/store/transfers.ts";
import { eventually } from "./eventually.ts";
import { allEvents, type Outcome, outcome } from "./outcome.ts";
import type { Site } from "./site.ts";

/**
 * Whether a store is whole after a drill, while its workers still run: edges = events = artifacts, a sequence without a gap, no stuck job, and,
 * with `expected`, the graph of an undisturbed run. Throws what is wrong. `home`: where the run's artifacts can be read.
 */
export async function check(
  site: Site,
  id: string,
  { expected, home = site.homeOf(id), artifacts = true }: { expected?: Outcome; home?: string; artifacts?: boolean },
): Promise<void> {
  await checkJobs(site, id);
  await checkEvents(site, id);
  if (artifacts) await checkArtifacts(site, id, home);
  if (expected !== undefined) checkSame(await outcome(site.graph, id), expected);
}

/** Names the first thing that differs: a difference of whole graphs is nothing to read. */
function checkSame(found: Outcome, expected: Outcome): void {
  for (const [kind, items] of Object.entries(expected)) {
    const others = found[kind]!;
    equal(others.length, items.length, `${kind}: ${others.length}, undisturbed ${items.length}`);
    for (const [i, item] of items.entries()) {
      const other = others[i];
      ok(isDeepStrictEqual(other, item), `${kind}: ${JSON.stringify(other)}, undisturbed ${JSON.stringify(item)}`);
    }
  }
}

async function checkJobs({ graph, queue }: Site, id: string): Promise<void> {
  const experiment = await requireExperiment(graph, id);
  equal(experiment.status, "COMPLETED");
  const records = await listJobs(graph, id);
  const status = new Map(records.map((record) => [record.id, record.status]));
  for (const job of planJobs(experiment, records)) equal(status.get(job.id), "DONE", `job ${job.id}`);
  // What was queued twice is dropped by whoever takes it.
  const states = ["active", "waiting", "delayed", "prioritized", "failed"] as const;
  const left = async (): Promise<number> => (await queue.jobs.getJobs([...states])).length;
  await eventually(async () => (await left()) === 0, 30);
}

async function checkEvents({ graph }: Site, id: string): Promise<void> {
  const sequence = (await allEvents(graph, null)).map(({ seq }) => seq);
  deepEqual(
    sequence,
    Array.from({ length: await latestSeq(graph) }, (_, i) => i + 1),
    "a sequence without a gap",
  );
  const latest = new Map<string, string>();
  for (const { transferKey, status } of await allEvents(graph, id)) {
    ok(latest.get(transferKey) !== "COMPUTED", `${transferKey}: an event after the last version`);
    latest.set(transferKey, status);
  }
  const edges = new Map((await transfersOf(graph, id)).map(({ key, status }) => [key, status]));
  deepEqual([...latest].sort(), [...edges].sort(), "edges = events");
}

async function checkArtifacts({ graph }: Site, id: string, home: string): Promise<void> {
  const artifacts = openArtifacts(join(home, "artifacts"));
  const named = [
    ...(await transfersOf(graph, id)).flatMap(({ losses, provenance }) => [losses, ...provenance.models]),
    ...(await baselinesOf(graph, id)).map(({ losses }) => losses),
    ...(await tournaments(graph, id)).map(({ scenes }) => scenes),
    ...(await listModels(graph, id)).flatMap(({ weightsHash, networkHash }) => [weightsHash, networkHash]),
  ];
  for (const hash of new Set(named)) {
    if (hash !== null) ok(await artifacts.has(hash), `the artifact ${hash} is missing or damaged`);
  }
}
