import { z } from 'zod';
import { flag, url } from '../setting-types.ts';

const collectorUrl = url(['http:', 'https:'], 'http://otel-collector:4318');

/** OpenTelemetry's standard variables. Its SDK also reads others, such as those of limits and certificates. */
export const tracingSettings = {
  /** Switches tracing on, as does the next one. Paths are appended to it. */
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl.optional(),
  /** The complete URL for traces. It takes precedence. */
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collectorUrl.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .enum(
      ['http/protobuf', 'http/json'],
      'must be http/protobuf or http/json: gRPC is not supported, and the port for HTTP is usually 4318',
    )
    .default('http/protobuf'),
  OTEL_SDK_DISABLED: flag,
  // The SDK reads these itself. They are checked here, because it would only warn and use a default.
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
  OTEL_RESOURCE_ATTRIBUTES: z.string().optional(),
  OTEL_TRACES_SAMPLER: z
    .enum(
      [
        'always_on',
        'always_off',
        'traceidratio',
        'parentbased_always_on',
        'parentbased_always_off',
        'parentbased_traceidratio',
      ],
      'must be always_on, always_off or traceidratio, or one of them with parentbased_ before it',
    )
    .optional(),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .regex(/^(0(\.\d+)?|1(\.0+)?)$/, 'must be a share of the traces from 0 to 1, such as 0.1')
    .optional(),
};
