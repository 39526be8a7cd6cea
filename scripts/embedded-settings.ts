import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { isIPv4 } from 'node:net';
import { join } from 'node:path';
import type { Closable } from '../src/platform/closables.ts';
import { ConfigError, type Settings } from '../src/platform/config.ts';
import { findEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

export interface EmbeddedSettings extends Closable {
  /** Settings that a server needs and that are not set. */
  environment: { DATABASE_URL: string; SECRETS_KEY: string; ADMIN_KEY: string };
}

/** Starts the embedded PostgreSQL and creates the keys that belong to it. Both are stored in DATA_DIR. */
export async function startEmbedded(settings: Settings): Promise<EmbeddedSettings> {
  refusePublicDemoKeys(settings);
  const { DATA_DIR: dataDir } = settings;
  const postgres = await startEmbeddedPostgres({ dataDir });
  try {
    return { environment: await embeddedEnvironment(dataDir, postgres.url), close: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** Uses the embedded PostgreSQL of a copy that runs, and else starts it. A copy that runs is not disturbed. */
export async function joinOrStartEmbedded(settings: Settings): Promise<EmbeddedSettings> {
  const { DATA_DIR: dataDir } = settings;
  const url = await findEmbeddedPostgres(dataDir);
  if (url === null) return startEmbedded(settings);
  return { environment: await embeddedEnvironment(dataDir, url), close: async () => undefined };
}

async function embeddedEnvironment(dataDir: string, url: string): Promise<EmbeddedSettings['environment']> {
  return {
    DATABASE_URL: url,
    SECRETS_KEY: await keepSecret(dataDir, 'secrets-key', () => randomBytes(32).toString('base64')),
    ADMIN_KEY: await keepSecret(
      dataDir,
      'admin-key',
      () => `lf_admin_${randomBytes(18).toString('base64url')}`,
    ),
  };
}

function refusePublicDemoKeys({ HOST: host, DEMO_PUBLIC: allowed }: Settings): void {
  const loopback = host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
  if (loopback || allowed) return;
  throw new ConfigError([
    `HOST ${host} can be reached from outside, and the embedded database contains public demo keys: ` +
      'set DATABASE_URL, or DEMO_PUBLIC=true if that is what you want',
  ]);
}

/** Reads a secret from its file. Creates it the first time. */
async function keepSecret(folder: string, name: string, generate: () => string): Promise<string> {
  const file = join(folder, name);
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(file, generate(), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFile(file, 'utf8');
}
