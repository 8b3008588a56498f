/**
 * Queries while two workers train beside the server, and while the same workers are stopped, in turn:
 *   npx tsx bench/beside-training.ts [ROUNDS] [SECONDS]
 * On a Neo4j and a Redis of their own. Event-loop delay as the server's /metrics tells it, over each phase.
 */
import { eventually } from "../drills/eventually.ts";
import { urlOf } from "../drills/process.ts";
import { begin, openSite } from "../drills/site.ts";
import { randomOf } from "../src/domain/random.ts";
import { requireExperiment } from "../src/store/experiments.ts";
import { graphqlClient } from "./graphql-client.ts";
import { load, percentiles } from "./latency.ts";
import { ours } from "./neighborhood-contestants.ts";

/** Seconds of a phase: shorter than a worker's lock on its job, so that none is lost. */
const [rounds = 5, seconds = 3] = process.argv.slice(2).map(Number);
const PUBLISHED = "taskonomy2018_16k";
const CLIENTS = 8;
const tasks = ["autoencoder", "edge2d", "rgb2depth", "class_places"].map((task) => ({ task }));

process.env.NODE_ENV = "production";
const site = await openSite();
try {
  const server = site.start(["serve"], "bench");
  const url = await urlOf(server);
  await begin(site, "beside", { preset: "demo", tasks, maxOrder: 1 });
  const workers = [site.start(["worker"], "bench"), site.start(["worker"], "bench")];
  const trains = ({ msg, job }: { msg: string; job?: string }): boolean =>
    msg === "started" && /^model/.test(job ?? "");
  await eventually(() => workers.every(({ lines }) => lines.some(trains)));

  const client = graphqlClient(url, CLIENTS);
  const { ask } = ours(client);
  const { tasks: uses } = await requireExperiment(site.graph, PUBLISHED);
  const targets = uses.filter(({ role }) => role !== "SOURCE").map(({ task }) => task);
  const random = randomOf("beside-training");
  const question = { label: "", hops: 1, maxOrder: 4, maxRank: 1000, first: 100, experiment: PUBLISHED } as const;

  const phases = { training: [] as number[], stopped: [] as number[] };
  const delays = { training: [] as number[], stopped: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    for (const phase of ["training", "stopped"] as const) {
      for (const worker of workers) worker.process.kill(phase === "training" ? "SIGCONT" : "SIGSTOP");
      await loopDelay(url);
      const times = await load(CLIENTS, seconds, () => ask({ ...question, task: random.pick(targets) }));
      const delay = await loopDelay(url);
      if (round === 0) continue;
      phases[phase].push(...times);
      delays[phase].push(delay);
    }
  }
  for (const worker of workers) worker.process.kill("SIGCONT");
  const { status } = await requireExperiment(site.graph, "beside");
  if (status !== "RUNNING") throw new Error(`the training is ${status}: it must go on to the end; take fewer rounds`);

  for (const phase of ["stopped", "training"] as const) {
    const { p50, p95, p99, count } = percentiles(phases[phase]);
    const delay = Math.max(...delays[phase]);
    console.log(
      `${phase.padEnd(8)} ${count} queries of ${CLIENTS} clients: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; ` +
        `event-loop delay p99 at most ${(1000 * delay).toFixed(1)} ms`,
    );
  }
  client.close();
} finally {
  await site.close();
}

/** The 99th percentile in seconds since the last time that it was asked. */
async function loopDelay(url: string): Promise<number> {
  const page = await (await fetch(url.replace("/graphql", "/metrics"))).text();
  return Number(/^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(page)![1]);
}
