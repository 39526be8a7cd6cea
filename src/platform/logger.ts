import { hostname } from 'node:os';
import { type DestinationStream, type Logger, pino } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { Settings } from './config.ts';
import { safeError } from './safe-error.ts';
import { traceField } from './tracing/current-span.ts';

export type { Logger } from 'pino';

/** Fields that may hold personal data or secrets. Their values are removed if they are ever logged by mistake. */
const redactedFields = [
  'authorization',
  'x-api-key',
  'cookie',
  'key',
  'secret',
  'token',
  'email',
  'phone',
  'phone_number',
  'message',
  'messages',
  'lead',
  'leadData',
  'lead_data',
  'facts',
  'body',
];

/** What a process does, on each of its log lines. */
export type ProcessRole = 'api' | 'workers' | 'all-in-one' | 'command';

/**
 * The logger of the process: readable text on a terminal, else one JSON object per line. It writes to standard output
 * by default.
 */
export function createLogger(
  settings: Pick<Settings, 'LOG_LEVEL' | 'LOG_FORMAT'>,
  { role = 'command', destination }: { role?: ProcessRole; destination?: DestinationStream } = {},
): Logger {
  const options = {
    level: settings.LOG_LEVEL,
    base: { pid: process.pid, hostname: hostname(), role },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: safeError },
    mixin: traceField,
    redact: {
      paths: redactedFields.flatMap((field) => [`["${field}"]`, `*["${field}"]`]),
      censor: '[redacted]',
    },
  };
  if (destination) return pino(options, destination);
  const pretty = settings.LOG_FORMAT ? settings.LOG_FORMAT === 'pretty' : process.stdout.isTTY;
  return pretty
    ? pino(
        options,
        PinoPretty({
          destination: 1,
          sync: true,
          ignore: 'pid,hostname,role',
          translateTime: 'SYS:HH:MM:ss',
        }),
      )
    : pino(options, pino.destination({ dest: 1, sync: true }));
}
