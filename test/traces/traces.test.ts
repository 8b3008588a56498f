import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { openAuthentication } from "../../src/http/access/authenticate.ts";
import type { Served } from "../../src/http/serve.ts";
import { type RunningWorker, startWorker } from "../../src/queue/worker.ts";
import { startServer } from "../../src/server.ts";
import { createExperiment } from "../../src/store/experiments.ts";
import { listJobs } from "../../src/store/jobs.ts";
import { startTraces } from "../../src/traces/otel.ts";
import { eventually } from "../helpers/eventually.ts";
import { sharedServices, uniqueName } from "../helpers/services.ts";
import { post } from "../http/api.ts";
import { bySocket } from "../http/by-socket.ts";
import { openPlatform, type Platform } from "../queue/platform.ts";
import { smokeExperiment } from "../queue/smoke.ts";
import { type Collected, type Collector, openCollector } from "./collector.ts";

const id = uniqueName("traced");
/** W3C Trace Context: version, trace, parent, flags. */
const TRACE = "0af7651916cd43dd8448eb211c80319c";
const traceparent = `00-${TRACE}-b7ad6b7169203331-01`;

let collector: Collector;
let platform: Platform;
let server: Served;
let worker: RunningWorker;
let flush: () => Promise<void>;

beforeAll(async () => {
  collector = await openCollector();
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = collector.endpoint;
  flush = startTraces("test");
  platform = await openPlatform(sharedServices());
  const config = { ...readConfig({}), port: 0 };
  const authenticate = await openAuthentication(config);
  server = await startServer({ ...platform, config, authenticate });
  worker = startWorker(platform, platform.redisUrl);
});
afterAll(async () => {
  await worker.close();
  await server.close();
  await platform.close();
  await flush();
  collector.close();
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
});

test("one trace leads from the request by the queue to the job in the worker, with the statements of both", async () => {
  await createExperiment(platform.graph, smokeExperiment(id));
  const start = `mutation ($id: ID!) { startExperiment(id: $id) { status } }`;
  await post(server.url, { query: start, variables: { id } }, { traceparent });
  await eventually(async () => (await listJobs(platform.graph, id)).length > 0);
  const cancel = `mutation { cancelExperiment(id: "${id}") { status } }`;
  await bySocket(server.url, cancel);
  await worker.close();
  await flush();

  const ours = collector.spans.filter(({ traceId }) => traceId === TRACE);
  const byId = new Map(ours.map((span) => [span.spanId, span]));
  const path = (span: Collected): string[] => {
    const parent = byId.get(span.parentSpanId ?? "");
    return [...(parent ? path(parent) : []), span.name];
  };
  const paths = ours.map((span) => path(span).join(" > "));
  const request = "POST /graphql > Mutation.startExperiment";
  expect(paths).toContain(`${request} > write/change-status`);
  expect(paths).toContain(`${request} > addBulk jobs > process jobs > job DATASET`);
  expect(paths).toContain(`${request} > addBulk jobs > process jobs > write/record-job`);
  const job = ours.find(({ name }) => name === "job DATASET")!;
  expect(job.attributes).toContainEqual({ key: "taskonomy.experiment", value: { stringValue: id } });

  const cancelled = collector.spans.find(({ name }) => name === "Mutation.cancelExperiment")!;
  expect(cancelled.traceId).not.toBe(TRACE);
  expect(collector.spans.find(({ spanId }) => spanId === cancelled.parentSpanId)?.name).toBe("SOCKET /graphql");
});

test("what looks for work is not sent, nor any query, variable or password", () => {
  const names = new Set(collector.spans.filter(({ parentSpanId }) => !parentSpanId).map(({ name }) => name));
  expect([...names].every((name) => /^(POST|GET|SOCKET|process) /.test(name))).toBe(true);
  const sent = JSON.stringify(collector.spans);
  const { neo4j, redis } = sharedServices();
  for (const secret of [neo4j.password, new URL(redis.url).password, "mutation ($id", "MATCH"]) {
    expect(sent).not.toContain(secret);
  }
});
