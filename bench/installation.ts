import { resolve } from 'node:path';
import { freePort } from '../scripts/embedded/free-port.ts';
import { loadSettings } from '../src/platform/config.ts';
import type { Hold } from './holder.ts';
import { type Program, scriptArgs, startProgram } from './program.ts';
import { type Servers, secretsKey } from './servers.ts';

/** An API process, worker processes and a model provider, started from `dist` as in production. */
export interface Installation {
  /** The URL of the API. */
  url: string;
  api: Program;
  workers: readonly Program[];
  databaseUrl: string;
  redisUrl: string | undefined;
  /** The value of OPENAI_BASE_URL. */
  modelUrl: string;
}

export interface InstallationOptions {
  /** The number of worker processes. 0 if only the API is measured. */
  workers?: number;
  model?: ModelTiming;
  /** Where the queue is. Default: a new Redis database. */
  redisUrl?: string | 'none';
  databaseUrl?: string;
  /** In addition to the settings of every installation. */
  settings?: Record<string, string>;
  /** Settings of the API or the workers that differ from the others. */
  apiSettings?: Record<string, string>;
  workerSettings?: Record<string, string>;
}

/**
 * How long the model takes for an answer: a constant time, by the length of the answer, or one call after the other.
 */
export type ModelTiming =
  | { latencyMs: number }
  | { firstTokenMs: number; tokensPerSecond: number }
  | { callsPerSecond: number };

const defaults = loadSettings({});
/**
 * Concurrent jobs per queue in a worker process, and connections to PostgreSQL. References get the same as the
 * service.
 */
export const jobsAtOnce = defaults.MODEL_CONCURRENCY;
export const poolSize = defaults.DATABASE_CONNECTIONS;

/** The limits of the service must not affect the measurement. */
const settings = {
  SECRETS_KEY: secretsKey.toString('base64'),
  ADMIN_KEY: 'the-operators-key-of-the-tests-01',
  OPENAI_API_KEY: 'bench',
  FACT_CHECK: 'off',
  RATE_LIMIT_PER_MINUTE: '1000000',
  ORGANISATION_RATE_LIMIT_PER_MINUTE: '1000000',
  ORGANISATION_FOLLOW_UPS_IN_FLIGHT: '1000000',
  ORGANISATION_OPEN_STREAMS: '100000',
  SHUTDOWN_GRACE_MS: '1000',
};

/** It is started in another folder, so that it does not read the .env of this one. */
const command = resolve('dist/cli/main.js');

export async function startInstallation(
  servers: Servers,
  hold: Hold,
  options: InstallationOptions = {},
): Promise<Installation> {
  const model = hold(await startModel(options.model ?? { latencyMs: 0 }));
  const databaseUrl = options.databaseUrl ?? (await servers.createDatabase('ours'));
  const redisUrl = options.redisUrl === 'none' ? undefined : (options.redisUrl ?? servers.createRedis());
  const port = await freePort();
  const env = {
    ...settings,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    OPENAI_BASE_URL: model.url,
    ...options.settings,
  };
  const start = async (
    name: string,
    args: string[],
    ready: RegExp,
    own: Record<string, string | undefined>,
  ) =>
    hold(
      await startProgram({
        name,
        args: [command, ...args],
        cwd: servers.folder,
        ready,
        env: { ...env, ...own },
      }),
    );
  const [api, ...workers] = await Promise.all([
    start('api', ['api'], /API listening/, { PORT: String(port), ...options.apiSettings }),
    ...Array.from({ length: options.workers ?? 0 }, (_, index) =>
      start(`worker ${index + 1}`, ['workers'], /workers started/, { ...options.workerSettings }),
    ),
  ]);
  return { url: `http://127.0.0.1:${port}`, api, workers, databaseUrl, redisUrl, modelUrl: model.url };
}

/** A model provider on this machine, in its own process. */
async function startModel(timing: ModelTiming): Promise<Program & { url: string }> {
  const program = await startProgram({
    name: 'model',
    args: scriptArgs('programs/model.ts', JSON.stringify(timing)),
    ready: /listens on (\S+)/,
  });
  return { ...program, url: program.started[1] ?? '' };
}
