import type { Config } from '../config.ts';
import type { Logger, ProcessRole } from '../logger.ts';
import { type Attributes, noSpan, type Span } from './current-span.ts';

export interface SpanToStart {
  name: string;
  kind: 'server' | 'client' | 'producer' | 'consumer' | 'internal';
  /**
   * The traceparent of the span that caused it. Null or malformed: the span begins a new trace. Undefined: the current
   * span. Without a current span, nothing is recorded.
   */
  parent?: string | null;
  /** In milliseconds since 1970. Default: now. */
  startedAt?: number;
  attributes?: Attributes;
}

export interface Tracing {
  /** Runs work in a span, which is the current one meanwhile. An error that is thrown marks the span as failed. */
  inSpan<T>(span: SpanToStart, work: (span: Span) => Promise<T>): Promise<T>;
  /** Records work that has just ended, as a child of the current span. @param failure an error code */
  record(span: SpanToStart & { startedAt: number; failure?: string | undefined }): void;
  /** Sends what was recorded, for a short time at most. */
  close(): Promise<void>;
}

/** Runs the work and records nothing. */
export const noTracing: Tracing = {
  inSpan: (_span, work) => work(noSpan),
  record: () => undefined,
  close: async () => undefined,
};

/** Starts tracing if there is a collector to send to. OpenTelemetry's packages are loaded only then. */
export async function startTracing(config: Config, logger: Logger, role: ProcessRole): Promise<Tracing> {
  const { OTEL_SDK_DISABLED, OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT } = config;
  const endpoint = OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined || OTEL_SDK_DISABLED) return noTracing;
  const { startOpenTelemetry } = await import('./open-telemetry.ts');
  const { host } = new URL(endpoint);
  return startOpenTelemetry({
    host,
    protocol: config.OTEL_EXPORTER_OTLP_PROTOCOL,
    serviceName: `lead-followup-${role}`,
    logger,
  });
}
