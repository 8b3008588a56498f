import { setTimeout as sleep } from "node:timers/promises";
import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider, type ReadableSpan } from "@opentelemetry/sdk-trace-node";
import { BullMQOtel } from "bullmq-otel";
import { TaskonomyError } from "../domain/errors.ts";
import { type InSpan, traceBy } from "./span.ts";

const NAME = "taskonomy-graph";
/** How long a collector may take to receive the last spans when the process ends. */
const GRACE_MS = 2000;

/**
 * Sends spans to the collector that OpenTelemetry's own environment variables name (`OTEL_EXPORTER_OTLP_ENDPOINT`, ...), until what it
 * returns is called. What is opened before it is not traced.
 */
export function startTraces(service: string): () => Promise<void> {
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": `${NAME}-${service}` }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new RequestsAndJobs(new OTLPTraceExporter())],
  });
  provider.register();
  const tracer = trace.getTracer(NAME);

  const inSpan: InSpan = ({ name, kind, attributes = {}, headers }, work) => {
    const parent = headers === undefined ? context.active() : propagation.extract(ROOT_CONTEXT, headers);
    return tracer.startActiveSpan(name, { kind: SpanKind[kind], attributes }, parent, async (span) => {
      try {
        return await work((more) => span.setAttributes(more));
      } catch (error) {
        // Not its message, which may repeat what a user sent.
        span.setStatus({ code: SpanStatusCode.ERROR });
        span.setAttribute("error.type", error instanceof TaskonomyError ? error.code : "INTERNAL");
        throw error;
      } finally {
        span.end();
      }
    });
  };
  const outsideSpan = <T>(work: () => T): T => context.with(ROOT_CONTEXT, work);
  traceBy({ inSpan, outsideSpan, queue: new BullMQOtel({ tracerName: NAME }) });

  return async () => {
    traceBy(null);
    await Promise.race([provider.shutdown().catch(() => {}), sleep(GRACE_MS, undefined, { ref: false })]);
    trace.disable();
    context.disable();
    propagation.disable();
  };
}

/** Leaves out what no request and no job began: looking for jobs again and again, for instance. */
class RequestsAndJobs extends BatchSpanProcessor {
  override onEnd(span: ReadableSpan): void {
    const begins = span.kind === SpanKind.SERVER || span.kind === SpanKind.CONSUMER;
    if (begins || span.parentSpanContext !== undefined) super.onEnd(span);
  }
}
