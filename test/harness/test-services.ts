import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../scripts/find-chromium.ts';
import { startDatabaseServer } from './database-server.ts';
import { freshPages } from './fresh-pages.ts';
import { startRedisServer } from './redis-server.ts';

// The process that global setup starts: it owns the services of one test run, writes where they are as one line of
// JSON, and stops them when its standard input ends, which it also does when jest is killed.

const told = new Promise<void>((resolve) => {
  process.stdin.resume().once('close', resolve);
  process.once('SIGTERM', resolve).once('SIGINT', resolve);
  // A reader that is gone is the end too.
  process.stdout.on('error', () => resolve());
  process.stderr.on('error', () => resolve());
});

const releases: (() => Promise<void>)[] = [];
try {
  const run = randomBytes(4).toString('hex');
  const folder = await mkdtemp(join(tmpdir(), 'lead-followup-test-'));
  releases.push(() => rm(folder, { recursive: true, force: true }));
  // Started by root, PostgreSQL runs as another user, who must be able to enter.
  await chmod(folder, 0o755);

  const database = await startDatabaseServer(folder, run);
  releases.push(database.stop);
  const redis = await startRedisServer(folder);
  if (redis) releases.push(redis.stop);
  if (!redis && isContinuousIntegration()) {
    throw new Error('CI is set, and neither redis-server nor valkey-server is on PATH: install one of them');
  }

  const chromium = await findChromium(process.env['CHROMIUM_PATH']);
  if (!chromium && isContinuousIntegration()) {
    throw new Error('CI is set, and there is no Chromium: install it, or name it in CHROMIUM_PATH');
  }
  await freshPages();

  const settings = {
    LEAD_FOLLOWUP_TEST_RUN: run,
    LEAD_FOLLOWUP_TEST_DATABASE_URL: database.url,
    ...(redis ? { LEAD_FOLLOWUP_TEST_REDIS_URL: redis.url } : {}),
    ...(chromium ? { LEAD_FOLLOWUP_TEST_CHROMIUM: chromium } : {}),
  };
  process.stdout.write(`${JSON.stringify(settings)}\n`);
  await told;
} catch (error) {
  report(error);
} finally {
  for (const release of releases.reverse()) await release().catch(report);
  // Open, it would keep this process alive.
  process.stdin.destroy();
}

function report(error: unknown): void {
  process.exitCode = 1;
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
}

function isContinuousIntegration(): boolean {
  const value = process.env['CI'];
  return value !== undefined && value !== '' && value !== 'false' && value !== '0';
}
