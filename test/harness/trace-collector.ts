import type { IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { atEndOfFile } from './end-of-file.ts';
import { startLoopbackServer } from './loopback-server.ts';

/** A span as it arrived, with the name of its service. */
export interface ReceivedSpan {
  service: string;
  traceId: string;
  spanId: string;
  /** Empty: the span began its trace. */
  parentSpanId: string;
  name: string;
  kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  attributes: Record<string, string | number | boolean>;
  failed: boolean;
  /** In nanoseconds since 1970. */
  endedAt: bigint;
}

export interface ReceivedExport {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface TraceCollector {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  url: string;
  exports: readonly ReceivedExport[];
  /** Of the exports in JSON. */
  spans(): ReceivedSpan[];
  close(): Promise<void>;
}

/** An OTLP receiver on loopback. */
export async function startTraceCollector(): Promise<TraceCollector> {
  const exports: ReceivedExport[] = [];
  const { origin, close } = await startLoopbackServer((request, response) => {
    buffer(request).then(
      (body) => {
        exports.push({ path: request.url ?? '', headers: request.headers, body });
        const type = request.headers['content-type'] ?? '';
        response
          .writeHead(200, { 'content-type': type })
          .end(type === 'application/json' ? '{"partialSuccess":{}}' : '');
      },
      () => response.destroy(),
    );
  });
  atEndOfFile(close);
  return {
    url: origin,
    exports,
    spans: () =>
      exports
        .filter(({ headers }) => headers['content-type'] === 'application/json')
        .flatMap(({ body }) => readSpans(JSON.parse(body.toString('utf8')) as Otlp)),
    close,
  };
}

interface Otlp {
  resourceSpans: {
    resource: { attributes: OtlpAttribute[] };
    scopeSpans: { spans: OtlpSpan[] }[];
  }[];
}

interface OtlpAttribute {
  key: string;
  value: { stringValue?: string; intValue?: number | string; doubleValue?: number; boolValue?: boolean };
}

interface OtlpSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: OtlpAttribute[];
  status?: { code?: number };
  endTimeUnixNano: string;
}

const kinds = ['internal', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
const errorStatus = 2;

function readSpans({ resourceSpans }: Otlp): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = String(readAttributes(resource.attributes)['service.name']);
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ service, ...readSpan(span) })));
  });
}

function readSpan(span: OtlpSpan): Omit<ReceivedSpan, 'service'> {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId ?? '',
    name: span.name,
    kind: kinds[span.kind] ?? 'internal',
    attributes: readAttributes(span.attributes),
    failed: span.status?.code === errorStatus,
    endedAt: BigInt(span.endTimeUnixNano),
  };
}

function readAttributes(attributes: readonly OtlpAttribute[]): ReceivedSpan['attributes'] {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ?? value.boolValue ?? Number(value.intValue ?? value.doubleValue),
    ]),
  );
}
