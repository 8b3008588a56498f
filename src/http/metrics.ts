import type { RequestHandler } from "express";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { knownPath } from "./known-path.ts";

const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 300];

export interface Metrics {
  /** Counts and times every answer. */
  requests: RequestHandler;
  /** Counts and times a root field; `code` is OK or that of its error. */
  field(field: string, code: string, seconds: number): void;
  /** All of it as Prometheus reads it. */
  page: RequestHandler;
}

interface Observed {
  /** Operations that are open on sockets. */
  operations(): number;
  /** Jobs by state; may fail while Redis is away. */
  jobs(): Promise<Record<string, number>>;
}

/** Metrics of one server, those of Node (memory, event-loop delay, garbage collection) among them. */
export function openMetrics({ operations, jobs }: Observed): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time to the end of an answer.",
    labelNames: ["method", "path", "status"],
    buckets: SECONDS,
    registers,
  });
  const fields = new Histogram({
    name: "graphql_root_field_duration_seconds",
    help: "Time that a query or mutation of the schema took, over HTTP and WebSocket.",
    labelNames: ["field", "code"],
    buckets: SECONDS,
    registers,
  });
  new Gauge({
    name: "graphql_socket_operations",
    help: "Operations open on sockets: subscriptions, but for queries under way.",
    registers,
    collect() {
      this.set(operations());
    },
  });
  new Gauge({
    name: "taskonomy_queue_jobs",
    help: "Jobs in the queue by state; absent while Redis does not answer.",
    labelNames: ["state"],
    registers,
    async collect() {
      this.reset();
      for (const [state, count] of Object.entries(await jobs().catch(() => ({})))) this.set({ state }, count);
    },
  });
  return {
    requests: ({ method, path }, response, next) => {
      const end = requests.startTimer({ method, path: knownPath(path) });
      response.once("close", () => end({ status: response.statusCode }));
      next();
    },
    field: (field, code, seconds) => fields.observe({ field, code }, seconds),
    page: async (_request, response) => {
      response.type(registry.contentType).send(await registry.metrics());
    },
  };
}
