import { execFile } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const root = new URL('../../..', import.meta.url);

test('the recorded answers of a model run through the product, and all pass as they did when they were recorded', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'eval-'));
  const { OPENAI_API_KEY: _, OPENAI_BASE_URL: __, DATABASE_URL: ___, REDIS_URL: ____, ...env } = process.env;
  const out = join(folder, 'report.html');
  const args = ['--import', 'tsx', 'scripts/eval.ts', '--recorded', '--min-pass-rate', '1', '--out', out];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
  expect(stdout).toContain('passes the gate');
  expect(await readFile(out, 'utf8')).toContain('Siobhán');
}, 120_000);
