import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { isIPv4 } from 'node:net';
import { join } from 'node:path';
import type { Closable } from '../src/platform/closables.ts';
import { ConfigError, type Settings } from '../src/platform/config.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

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
    const environment = {
      DATABASE_URL: postgres.url,
      SECRETS_KEY: await keepSecret(dataDir, 'secrets-key', () => randomBytes(32).toString('base64')),
      ADMIN_KEY: await keepSecret(
        dataDir,
        'admin-key',
        () => `lf_admin_${randomBytes(18).toString('base64url')}`,
      ),
    };
    return { environment, close: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
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
