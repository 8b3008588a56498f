import { afterAll, beforeAll, expect, it } from "vitest";
import { check } from "../../drills/checker.ts";
import { SHORT } from "../../drills/drill.ts";
import { eventually } from "../../drills/eventually.ts";
import { kill, processesOf, type Running } from "../../drills/process.ts";
import { ask, hasCompleted, openSite, type Site } from "../../drills/site.ts";
import { createFromPreset } from "../../src/queue/create-experiment.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

/** Waits until one of the workers has begun a job of the kind in the experiment `drill`. */
const reached = (kind: string, ...workers: Running[]): Promise<void> =>
  eventually(async () => {
    await hasCompleted(site, "drill");
    return workers.some(({ lines }) => lines.some(({ msg, job }) => msg === "started" && job?.startsWith(`${kind}/`)));
  });

it("gives the graph of an undisturbed run when server, worker, Redis and Neo4j are killed in turn, then all at once", async () => {
  const expected = await site.undisturbed(SHORT);

  await createFromPreset(site.graph, { ...SHORT, id: "drill" });
  const server = site.start(["serve"], "drill");
  const started = await ask(server, 'mutation { startExperiment(id: "drill") { status } }');
  expect(started).toEqual({ data: { startExperiment: { status: "RUNNING" } } });
  const first = site.start(["worker"], "drill");
  const second = site.start(["worker"], "drill");

  await reached("model", first);
  await Promise.all([server.end("SIGKILL"), first.end("SIGKILL")]);
  const third = site.start(["worker"], "drill");

  await reached("baseline", second, third);
  await site.signalService("redis", "SIGKILL");

  await reached("representation", second, third);
  await eventually(() => site.queue.redis.flushall().then(Boolean, () => false));

  await reached("transfers", second, third);
  await site.signalService("neo4j", "SIGKILL");

  await reached("beam", second, third);
  await Promise.all([
    second.end("SIGKILL"),
    third.end("SIGKILL"),
    site.signalService("redis", "SIGKILL"),
    site.signalService("neo4j", "SIGKILL"),
  ]);
  const again = site.start(["serve"], "drill");
  const last = [site.start(["worker"], "drill"), site.start(["worker"], "drill")];
  await eventually(() => hasCompleted(site, "drill"));
  const answer = await ask(again, '{ experiment(id: "drill") { status } }');
  expect(answer).toEqual({ data: { experiment: { status: "COMPLETED" } } });
  await check(site, "drill", { expected });
  await Promise.all(last.map((worker) => worker.end("SIGTERM")));

  // Each finished job done once: nobody started a job that anybody had finished.
  const lines = site.started.flatMap((entry) => entry.lines).filter((line) => line.experiment === "drill");
  for (const { job, time } of lines.filter(({ msg }) => msg === "done")) {
    expect(lines.filter((line) => line.msg === "started" && line.job === job && line.time > time)).toEqual([]);
  }
}, 900_000);

it("a run whose workers keep ending fails and names their log", async () => {
  const run = site.start(["run", "--experiment", "doomed", "--preset", "smoke"], "doomed");
  const killing = setInterval(() => {
    for (const { pid, command } of processesOf(site.homeOf("doomed"))) if (command.includes("worker.ts")) kill(pid);
  }, 50);
  const status = await run.ended;
  clearInterval(killing);
  expect(status).toBe(1);
  expect(run.lines.map(({ msg }) => msg)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Backend: tensorflow-/),
      expect.stringMatching(/^taskonomy: Worker \d keeps ending; .*worker-\d\.log/),
    ]),
  );
  expect(processesOf(site.homeOf("doomed"))).toEqual([]);
}, 200_000);
