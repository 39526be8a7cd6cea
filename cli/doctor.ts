import { parseArgs } from 'node:util';
import pTimeout from 'p-timeout';
import { z } from 'zod';
import { findRedisFaults } from '../src/platform/check-redis-settings.ts';
import {
  type Config,
  ConfigError,
  directDatabaseSetting,
  directDatabaseUrl,
  loadConfig,
  usesOfflineWriter,
} from '../src/platform/config.ts';
import { checkDatabase } from '../src/platform/connect-database.ts';
import { createDatabase } from '../src/platform/database.ts';
import { describeFailure, StartError } from '../src/platform/describe-failure.ts';
import { createLogger } from '../src/platform/logger.ts';
import { readMigrationState } from '../src/platform/migrate.ts';
import { findMisspelledSettings } from '../src/platform/misspelled-settings.ts';
import { createModelClient } from '../src/platform/model/model-client.ts';
import { ModelError } from '../src/platform/model/model-error.ts';
import { createRedisConnections, findRedisTarget } from '../src/platform/redis.ts';
import { createSecrets } from '../src/platform/secrets.ts';
import { findUnreadableSecrets } from '../src/platform/stored-secrets.ts';
import type { Command } from './command.ts';

interface Finding {
  check: string;
  /** A warning does not make the command fail. */
  result: 'ok' | 'warning' | 'failed';
  /** What was found, and what to do about it. */
  detail: string;
}

type Check = (config: Config) => Promise<Omit<Finding, 'check'>[]>;

const ok = (detail: string) => ({ result: 'ok' as const, detail });
const warning = (detail: string) => ({ result: 'warning' as const, detail });
const failed = (detail: string) => ({ result: 'failed' as const, detail });

const redisAnswerMs = 5_000;

/** In the order of the output. Every check runs, even if another one fails. */
const checks: Readonly<Record<string, Check>> = {
  database: async (config) => {
    const { serverVersion, pending } = await readMigrationState(
      directDatabaseUrl(config),
      directDatabaseSetting(config),
    );
    if (Number.parseInt(serverVersion, 10) < 14) {
      return [failed(`PostgreSQL ${serverVersion} is too old: use 14 or newer`)];
    }
    return pending.length === 0
      ? [ok(`PostgreSQL ${serverVersion}, all migrations are applied`)]
      : [
          warning(
            `PostgreSQL ${serverVersion}, ${pending.length} migrations are not applied: run "lead-followup migrate"`,
          ),
        ];
  },
  secrets: async (config) => {
    if (config.DIRECT_DATABASE_URL) await checkDatabase(config.DATABASE_URL);
    if (
      (await readMigrationState(directDatabaseUrl(config), directDatabaseSetting(config))).pending.length > 0
    ) {
      return [warning('not checked: apply the migrations first')];
    }
    const logger = createLogger({ ...config, LOG_LEVEL: 'silent' });
    const database = createDatabase(config.DATABASE_URL, logger, { directUrl: config.DIRECT_DATABASE_URL });
    try {
      const { checked, unreadable } = await findUnreadableSecrets(
        database,
        createSecrets(config.SECRETS_KEY),
      );
      if (unreadable.length === 0) return [ok(`SECRETS_KEY decrypts all ${checked} stored secrets`)];
      return unreadable.map(({ message }) => failed(message));
    } finally {
      await database.close();
    }
  },
  queue: async ({ REDIS_URL: urls, ...config }) => {
    if (!urls) return [ok('in PostgreSQL, because REDIS_URL is not set')];
    const logger = createLogger({ ...config, LOG_LEVEL: 'silent' });
    const redis = createRedisConnections(urls, logger, await findRedisTarget(urls));
    try {
      const info = await pTimeout(redis.consumer.info('server'), {
        milliseconds: redisAnswerMs,
        fallback: () => {
          const place = redis.describeFault() ?? 'Redis does not answer: start it, or correct the address';
          throw new StartError(`REDIS_URL: ${place}`);
        },
      });
      const version = /^(?:redis|valkey)_version:(\S+)/m.exec(info)?.[1] ?? 'of an unknown version';
      const faults = await findRedisFaults(redis.consumer).catch(() => [
        'Redis refuses CONFIG: make sure that maxmemory-policy is noeviction and that persistence is on',
      ]);
      return [ok(`Redis ${version}`), ...faults.map(warning)];
    } finally {
      await redis.close();
    }
  },
  model: async (config) => {
    if (usesOfflineWriter(config)) {
      return config.OFFLINE_WRITER
        ? [warning('the offline writer is on, because OFFLINE_WRITER is true: do not use it for real leads')]
        : [failed('no model: set OPENAI_API_KEY or OPENAI_BASE_URL, or OFFLINE_WRITER=true for a trial')];
    }
    const models = [...new Set([config.SALES_MODEL, config.COPYWRITER_MODEL])];
    const client = createModelClient(
      {
        apiKey: config.OPENAI_API_KEY,
        baseUrl: config.OPENAI_BASE_URL,
        concurrency: models.length,
        timeoutMs: config.MODEL_TIMEOUT_MS,
      },
      {
        limits: { admit: () => Promise.resolve(), pause: () => Promise.resolve() },
        logger: createLogger({ ...config, LOG_LEVEL: 'silent' }),
      },
    );
    try {
      return await Promise.all(
        models.map((model) =>
          client
            .complete({
              model,
              system: 'Answer with the JSON object {"ready": true}.',
              user: 'Are you ready?',
              answer: { name: 'ready', schema: z.object({ ready: z.boolean() }) },
              signal: AbortSignal.timeout(config.MODEL_TIMEOUT_MS),
            })
            .then(
              () => ok(`${model} returns structured answers`),
              (error: unknown) => {
                if (!(error instanceof ModelError)) throw error;
                return failed(`${model}: ${error.message} (${error.code})`);
              },
            ),
        ),
      );
    } finally {
      await client.close();
    }
  },
};

export const doctorCommand: Command = {
  usage: '[--json]',
  async run(args, usage) {
    const asJson = readOptions(args, usage);
    const findings = await examine();
    if (asJson) console.log(JSON.stringify(findings, null, 2));
    else
      for (const { check, result, detail } of findings)
        console.log(`${result.padEnd(8)} ${check}: ${detail}`);
    return findings.some(({ result }) => result === 'failed') ? 1 : 0;
  },
};

/** @throws StartError */
function readOptions(args: readonly string[], usage: string): boolean {
  try {
    return parseArgs({ args: [...args], options: { json: { type: 'boolean' } } }).values.json ?? false;
  } catch {
    throw new StartError(usage);
  }
}

async function examine(): Promise<Finding[]> {
  const misspelled = findMisspelledSettings(process.env).map((detail) => ({
    check: 'settings',
    ...warning(detail),
  }));
  let config: Config;
  try {
    config = loadConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // No other check can run without valid settings.
    return [
      ...misspelled,
      ...error.message.split('\n').map((line) => ({ check: 'settings', ...failed(line) })),
    ];
  }
  const settings: Finding = { check: 'settings', ...ok('all are valid') };
  const found = await Promise.all(
    Object.entries(checks).map(async ([check, run]) => {
      const results = await run(config).catch((error: unknown) => [
        failed(describeFailure(error) ?? 'an unexpected error'),
      ]);
      return results.map((result): Finding => ({ check, ...result }));
    }),
  );
  return [...misspelled, settings, ...found.flat()];
}
