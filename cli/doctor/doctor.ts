import { parseArgs } from 'node:util';
import { apiVersion } from '../../src/contract/version.ts';
import {
  type Config,
  ConfigError,
  directDatabaseSetting,
  directDatabaseUrl,
  loadConfig,
} from '../../src/platform/config.ts';
import { describeFailure, StartError } from '../../src/platform/describe-failure.ts';
import { type DatabaseFacts, examineDatabase } from '../../src/platform/examine-database.ts';
import { findMisspelledSettings } from '../../src/platform/misspelled-settings.ts';
import type { Command } from '../command.ts';
import { type Check, failed, type Installation, ok, type Result, warning } from './check.ts';
import { checkClock, checkDatabase, checkDisk, checkSecrets } from './check-database.ts';
import { checkModel } from './check-model.ts';
import { checkQueue } from './check-queue.ts';
import { checkWebhooks } from './check-webhooks.ts';

/** In the order of the output. Every check runs, even if another one fails. */
const checks: Readonly<Record<string, Check>> = {
  database: checkDatabase,
  clock: checkClock,
  secrets: checkSecrets,
  disk: checkDisk,
  queue: checkQueue,
  model: checkModel,
  webhooks: checkWebhooks,
};

interface Finding extends Result {
  check: string;
}

/** What --json prints. Scripts read its fields: docs/operations.md describes them. */
export interface Report {
  /** Whether no check failed. */
  ok: boolean;
  version: string;
  checks: Finding[];
}

export const doctorCommand: Command = {
  usage: '[--json] [--webhook-url URL]',
  help: `
  --json             prints one JSON object: ok, version, and checks with check, result and detail
  --webhook-url URL  sends this receiver an unsigned POST of the type doctor.probe, as a webhook is sent

The exit code is 1 if a check failed. A warning does not make it fail.`,
  run: (args, usage) => runDoctor(process.env, { args, usage }),
};

interface Options {
  args: readonly string[];
  usage: string;
  /** The DATA_DIR of the embedded PostgreSQL, if it is the database. */
  embeddedIn?: string;
}

/**
 * Checks an installation and prints what was found.
 * @returns the exit code
 */
export async function runDoctor(
  environment: NodeJS.ProcessEnv,
  { args, usage, embeddedIn }: Options,
): Promise<number> {
  const { json, webhookUrl } = readOptions(args, usage);
  const report = await examine(environment, { embeddedIn: embeddedIn ?? null, webhookUrl });
  console.log(json ? JSON.stringify(report, null, 2) : report.checks.map(lineOf).join('\n'));
  return report.ok ? 0 : 1;
}

function lineOf({ check, result, detail }: Finding): string {
  return `${result.padEnd(8)} ${check}: ${detail}`;
}

/** Checks an installation. Changes nothing in it. */
export async function examine(
  environment: NodeJS.ProcessEnv,
  options: Pick<Installation, 'embeddedIn' | 'webhookUrl'>,
): Promise<Report> {
  const checks = await findAll(environment, options);
  return { ok: checks.every(({ result }) => result !== 'failed'), version: apiVersion, checks };
}

/** @throws StartError */
function readOptions(args: readonly string[], usage: string): { json: boolean; webhookUrl: string | null } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, 'webhook-url': { type: 'string' } },
    });
    return { json: values.json ?? false, webhookUrl: values['webhook-url'] ?? null };
  } catch {
    throw new StartError(usage);
  }
}

async function findAll(
  environment: NodeJS.ProcessEnv,
  options: Pick<Installation, 'embeddedIn' | 'webhookUrl'>,
): Promise<Finding[]> {
  const misspelled = findMisspelledSettings(environment).map((detail) => ({
    check: 'settings',
    ...warning(detail),
  }));
  let config: Config;
  try {
    config = loadConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // No other check can run without valid settings.
    return [
      ...misspelled,
      ...error.message.split('\n').map((line) => ({ check: 'settings', ...failed(line) })),
    ];
  }
  const settings: Finding = { check: 'settings', ...ok('all are valid') };
  let database: Promise<DatabaseFacts> | undefined;
  const readDatabase = () => {
    database ??= examineDatabase(directDatabaseUrl(config), directDatabaseSetting(config));
    return database;
  };
  const found = await Promise.all(
    Object.entries(checks).map(async ([check, run]) => {
      const results = await run({ config, readDatabase, ...options }).catch((error: unknown) => [
        failed(describeFailure(error) ?? 'an unexpected error'),
      ]);
      return results.map((result): Finding => ({ check, ...result }));
    }),
  );
  return [...misspelled, settings, ...found.flat()];
}
