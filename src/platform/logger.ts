import { hostname } from 'node:os';
import { type DestinationStream, type Logger, pino } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { Settings } from './config.ts';
import { safeError } from './safe-error.ts';

export type { Logger } from 'pino';

/** Nothing that names a person or opens a door: what slips into a log call under one of these names is cut out. */
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

/** The process's logger: pretty on a terminal, else one JSON object a line, on the standard output or where it is told. */
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
