import { AsyncLocalStorage } from 'node:async_hooks';
import { ExportResultCode } from '@opentelemetry/core';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { Settings } from '../config.ts';
import type { Logger } from '../logger.ts';
import { causeOf, createOutageReport } from '../outage-report.ts';

export interface ExporterOptions {
  /** Of the collector, for the log. The exporter itself reads its address and headers from the environment. */
  host: string;
  protocol: Settings['OTEL_EXPORTER_OTLP_PROTOCOL'];
  logger: Logger;
}

/** Sends spans to the collector. While it does not answer, spans are lost, and the log says so as for any outage. */
export function createSpanExporter({ host, protocol, logger }: ExporterOptions): SpanExporter {
  const exporter = protocol === 'http/json' ? new JsonExporter() : new ProtobufExporter();
  const outage = createOutageReport(logger, {
    dependency: 'the trace collector',
    host,
    consequence: 'spans are lost, and nothing else is affected',
  });
  // Otherwise an error of the connection would be attributed to the job whose span was the last of its batch.
  const outsideOfJobs = AsyncLocalStorage.snapshot();
  return {
    export(spans, done) {
      outsideOfJobs(() =>
        exporter.export(spans, ({ code, error }) => {
          if (code === ExportResultCode.SUCCESS) outage.end();
          else outage.begin(String(causeOf(error)));
          // The outage is reported. After a failure, the SDK would also log each batch.
          done({ code: ExportResultCode.SUCCESS });
        }),
      );
    },
    forceFlush: () => exporter.forceFlush(),
    async shutdown() {
      await exporter.shutdown();
      outage.close();
    },
  };
}
