import { startProcess, type TestProcess } from './processes.ts';

/** None of these may come in from the machine that the tests run on. */
const unset = Object.fromEntries(
  [
    'DATABASE_URL',
    'REDIS_URL',
    'OPENAI_API_KEY',
    'OPENAI_BASE_URL',
    'SECRETS_KEY',
    'ADMIN_KEY',
    'HOST',
    'DEMO_PUBLIC',
    'LOG_LEVEL',
    'LOG_FORMAT',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  ].map((name) => [name, undefined]),
);

/** Starts one of the project's entry points as its npm script does, on a free port. */
export function runScript(
  file: string,
  env: Record<string, string | undefined> = {},
  args: readonly string[] = [],
): TestProcess {
  return startProcess({
    command: process.execPath,
    args: ['--import', 'tsx', file, ...args],
    // With a model server, a test sets OPENAI_BASE_URL; production processes need one or the other. The facts of messages
    // are checked only where a test says so.
    env: {
      ...unset,
      PORT: '0',
      FACT_CHECK: 'off',
      ...(env['OPENAI_BASE_URL'] ? {} : { OFFLINE_WRITER: 'true' }),
      ...env,
    },
  });
}
