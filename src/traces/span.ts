import type { IncomingHttpHeaders } from "node:http";
import type { BullMQOtel } from "bullmq-otel";

/** A piece of work as traces show it. Attributes never hold what a user sent, nor a secret. */
interface Span {
  name: string;
  /** SERVER: a request; CLIENT: a question to another service; INTERNAL: a part of either, or of a job. */
  kind: "SERVER" | "CLIENT" | "INTERNAL";
  attributes?: Attributes;
  /** Of the request that began this work: its trace goes on. */
  headers?: IncomingHttpHeaders;
}

type Attributes = Record<string, string | number | boolean>;

/** `add` adds attributes that are known only later. */
export type InSpan = <T>(span: Span, work: (add: (attributes: Attributes) => void) => Promise<T>) => Promise<T>;

export interface Tracer {
  inSpan: InSpan;
  /** Does work that belongs to no span, wherever it is called. */
  outsideSpan<T>(work: () => T): T;
  /** Carries the trace of whoever adds a job to whoever does it. */
  queue: BullMQOtel;
}

/** Null where no traces are wanted: then none of this costs more than a function call. */
let tracer: Tracer | null = null;

export function traceBy(given: Tracer | null): void {
  tracer = given;
}

export const areTraced = (): boolean => tracer !== null;

/** Does work within a span, which is below the one that is active. */
export const inSpan: InSpan = (span, work) => (tracer === null ? work(() => {}) : tracer.inSpan(span, work));

export const outsideSpan = <T>(work: () => T): T => (tracer === null ? work() : tracer.outsideSpan(work));

/** The option `telemetry` of BullMQ's classes. */
export const queueTelemetry = (): { telemetry?: BullMQOtel } => (tracer === null ? {} : { telemetry: tracer.queue });
