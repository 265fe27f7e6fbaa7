import {
  type Attributes,
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * A request's trace goes from process to process as W3C `traceparent`, and its id is in every line of the log, whether
 * or not somebody collects spans. A span has a name from the code, a type of operation and a status: no document, no
 * variable, no name that a client chose, no id of anything.
 */
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());

const tracer = trace.getTracer('intygsgraf');

/** Without a collector spans are empty; ours have at least an id. */
function begin(name: string, kind: SpanKind, parent: Context, attributes: Attributes): Span {
  const span = tracer.startSpan(name, { kind, attributes }, parent);
  if (trace.isSpanContextValid(span.spanContext())) return span;
  const [traceId, spanId] = [randomUUID(), randomUUID()].map((id) => id.replaceAll('-', '')) as [string, string];
  return trace.wrapSpanContext({ traceId, spanId: spanId.slice(0, 16), traceFlags: TraceFlags.NONE });
}

function within<T>(span: Span, parent: Context, work: (span: Span) => Promise<T>): Promise<T> {
  return context.with(trace.setSpan(parent, span), async () => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR }); // its message may quote input
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Work at our outermost door, a trace of its own: what a stranger says of traces could spell anything. */
export const beginTrace = <T>(name: string, attributes: Attributes, work: (span: Span) => Promise<T>): Promise<T> =>
  within(begin(name, SpanKind.SERVER, ROOT_CONTEXT, attributes), ROOT_CONTEXT, work);

/** Work that one of our own processes asked for, in its trace. */
export function continueTrace<T>(
  name: string,
  headers: IncomingHttpHeaders,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const parent = propagation.extract(ROOT_CONTEXT, headers);
  return within(begin(name, SpanKind.SERVER, parent, {}), parent, work);
}

/** What tells another of our processes which trace its work belongs to; nothing where there is none. */
export function traceHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}

/** Tells of the work that we are in what is only known while it is done; as in a span's attributes, nothing of anybody. */
export const tellSpan = (attributes: Attributes): void => void trace.getActiveSpan()?.setAttributes(attributes);

/** The trace of the work that we are in, 32 hexadecimal digits. */
export const traceId = (): string | undefined => trace.getActiveSpan()?.spanContext().traceId;

/**
 * Sends spans to a collector by OTLP over HTTP, where the environment names one (`OTEL_EXPORTER_OTLP_ENDPOINT`, as the
 * exporter reads it). The packages for it are loaded only then. Returns how to send the last ones.
 */
export async function exportTraces(service: string): Promise<() => Promise<void>> {
  const [{ BatchSpanProcessor, TracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all(
    [
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ],
  );
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': `intygsgraf-${service}` }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), scheduledDelayMillis: 1_000 })],
  });
  trace.setGlobalTracerProvider(provider);
  return () => provider.shutdown().catch(() => {});
}
