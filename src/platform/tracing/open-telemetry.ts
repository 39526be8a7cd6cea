import { hostname } from 'node:os';
import {
  type Context,
  DiagLogLevel,
  defaultTextMapGetter,
  diag,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  defaultResource,
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import pTimeout from 'p-timeout';
import { apiVersion } from '../../contract/version.ts';
import type { Logger } from '../logger.ts';
import { safeError } from '../safe-error.ts';
import { currentSpan, noSpan, type Span } from './current-span.ts';
import { createSpanExporter, type ExporterOptions } from './span-exporter.ts';
import type { SpanToStart, Tracing } from './tracing.ts';

/** How long the end of a process may be delayed by a collector that does not answer. */
const lastExportMs = 2_000;

const kinds: Record<SpanToStart['kind'], SpanKind> = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
};

interface OpenSpan extends Span {
  /** For its children. */
  context: Context;
  end(): void;
}

/**
 * Traces with OpenTelemetry. The SDK reads its own variables, such as OTEL_SERVICE_NAME and OTEL_TRACES_SAMPLER, from the
 * environment. Nothing is registered globally, so no other package records spans.
 */
export function startOpenTelemetry(options: ExporterOptions & { serviceName: string }): Tracing {
  const { logger, serviceName } = options;
  // Mistakes in the variables are reported while the SDK starts. Later warnings would come once a batch.
  reportProblems(logger, 'warn');
  const provider = new BasicTracerProvider({
    resource: describeProcess(serviceName),
    spanProcessors: [new BatchSpanProcessor(createSpanExporter(options))],
  });
  reportProblems(logger, 'debug');
  const tracer = provider.getTracer('lead-followup', apiVersion);
  const propagator = new W3CTraceContextPropagator();

  /** @returns null if there is no span to be a child of */
  function parentOf({ parent }: SpanToStart): Context | null {
    if (parent === undefined) return (currentSpan.getStore() as OpenSpan | undefined)?.context ?? null;
    // `tracestate` is ignored, because it would carry a text of the caller to the collector.
    return propagator.extract(
      ROOT_CONTEXT,
      parent === null ? {} : { traceparent: parent },
      defaultTextMapGetter,
    );
  }

  function start(toStart: SpanToStart): OpenSpan | null {
    const parent = parentOf(toStart);
    if (!parent) return null;
    const { name, kind, startedAt, attributes } = toStart;
    const span = tracer.startSpan(
      name,
      { kind: kinds[kind], ...(startedAt === undefined ? {} : { startTime: startedAt }) },
      parent,
    );
    const { traceId, spanId, traceFlags } = span.spanContext();
    const open: OpenSpan = {
      traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
      context: trace.setSpan(parent, span),
      setName: (newName) => void span.updateName(newName),
      set(values) {
        for (const [key, value] of Object.entries(values)) {
          if (value !== undefined) span.setAttribute(key, value);
        }
      },
      fail(type) {
        span.setAttribute('error.type', type).setStatus({ code: SpanStatusCode.ERROR });
      },
      end: () => span.end(),
    };
    open.set(attributes ?? {});
    return open;
  }

  return {
    async inSpan(toStart, work) {
      const span = start(toStart);
      if (!span) return work(noSpan);
      try {
        return await currentSpan.run(span, () => work(span));
      } catch (error) {
        const { code, type } = safeError(error);
        span.fail(code ?? type);
        throw error;
      } finally {
        span.end();
      }
    },
    record(toRecord) {
      const span = start(toRecord);
      if (toRecord.failure !== undefined) span?.fail(toRecord.failure);
      span?.end();
    },
    async close() {
      await pTimeout(provider.shutdown(), { milliseconds: lastExportMs }).catch(() =>
        logger.warn('the last spans were not sent: the trace collector did not answer in time'),
      );
    },
  };
}

/** The variables OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES take precedence. */
function describeProcess(serviceName: string): Resource {
  const known = {
    'service.name': serviceName,
    'service.version': apiVersion,
    'host.name': hostname(),
    'process.pid': process.pid,
  };
  return defaultResource()
    .merge(resourceFromAttributes(known))
    .merge(detectResources({ detectors: [envDetector] }));
}

/** Logs what the SDK reports. @param warnings the level of its warnings */
function reportProblems(logger: Logger, warnings: 'warn' | 'debug'): void {
  const drop = () => undefined;
  diag.setLogger(
    {
      error: (problem) => logger.warn({ problem }, 'OpenTelemetry reports a problem'),
      warn: (problem) => logger[warnings]({ problem }, 'OpenTelemetry reports a problem'),
      info: drop,
      debug: drop,
      verbose: drop,
    },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}
