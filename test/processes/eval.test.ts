import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import type { ModelRequest } from '../harness/model-behaviour.ts';
import { startModelServer } from '../harness/model-server.ts';
import { runScript } from '../harness/run-script.ts';
import { createTemporaryFolder } from '../harness/temporary-folder.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';

let database: TestDatabase;
let out: string;

beforeEach(async () => {
  database = await createTestDatabase();
  out = join(await createTemporaryFolder(), 'report.html');
});

afterEach(async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(
    'SELECT (SELECT count(*) FROM organisation) + (SELECT count(*) FROM follow_up) AS left',
  );
  await client.end();
  await database.drop();
  expect(rows).toEqual([{ left: '0' }]);
});

const start = (args: readonly string[], env: Record<string, string> = {}) =>
  runScript('scripts/eval.ts', { DATABASE_URL: database.url, ...env }, ['--out', out, ...args]);

test('npm run eval writes to leads of every language and reports on them', async () => {
  const evaluation = start(['--limit', '6', '--min-pass-rate', '0.5']);
  const { code } = await evaluation.exited;
  const output = evaluation.output();
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output.match(/^ {2}completed/gm)).toHaveLength(6);
  expect(output).toMatch(/^Email +6 +\d/m);
  expect(output).toMatch(/^All +\d+( +[\d.]+ %){5}$/m);
  expect(output).toMatch(/^follow-up +[\d.]+ m?s/m);
  expect(output).toContain(`report: ${out}`);

  const page = await readFile(out, 'utf8');
  expect(page.match(/<article class="lead"/g)).toHaveLength(6);
  expect(page).toContain('The offline writer was used instead of a model');
  expect(page).toContain('Siobhán O&#39;Connor');
  expect(page).toContain('Hornos Ñúñez e Hijos, S.L.');
  expect(page).toContain('Hi Siobhán,');
  expect(page).not.toMatch(/<script|https?:\/\/[^<\s]*\.(?:js|css)|undefined|\[object/);
});

test('what the gate stops is shown before and after its repair', async () => {
  const model = await startModelServer();
  const stopped = { title: 'Too long', message: `word <b>by</b> word `.repeat(40) };
  model.respond((request) => {
    if (nameOf(request) !== 'sales_follow_up') return undefined;
    const channels = Object.fromEntries(channelsOf(request).map((name) => [name, stopped]));
    return { kind: 'answer', content: { strategy: 'Ask.', channels } };
  });
  const evaluation = start(['--limit', '1'], { OPENAI_BASE_URL: model.baseUrl });
  const { code } = await evaluation.exited;
  const output = evaluation.output();
  await model.close();
  expect({ code, output }).toMatchObject({ code: 0 });
  expect(output).toMatch(/^Notification +1 +0 % +100 % +100 % +100 % +100 %$/m);
  expect(output).toMatch(/^sales .* 2 +1 +0 /m);
  const page = await readFile(out, 'utf8');
  expect(page).toContain('before the repair');
  expect(page).toContain('&lt;b&gt;');
  expect(page).not.toContain('<b>by');
});

test('with the facts checked, statements are counted by their source, and a later run is compared', async () => {
  const model = await startModelServer();
  model.respond((request) => {
    if (nameOf(request) !== 'statements') return undefined;
    const quote = 'a short reply is all it takes';
    const assertions = [{ channel: 'notification', quote, kind: 'offer', source: null }];
    return { kind: 'answer', content: { assertions } };
  });
  const settings = { OPENAI_BASE_URL: model.baseUrl, FACT_CHECK: 'warn' };
  const first = start(['--limit', '1'], settings);
  const { code } = await first.exited;
  expect({ code, output: first.output() }).toMatchObject({ code: 0 });
  expect(first.output()).toMatch(/^offer +0 +1 +0$/m);
  const before = `${out}.before.json`;
  await rename(out.replace('.html', '.json'), before);
  const second = start(['--limit', '1', '--compare', before], { ...settings, FACT_CHECK: 'off' });
  await second.exited;
  await model.close();
  expect(second.output()).toMatch(/^statements without a source +1 +0$/m);
  expect(second.output()).toMatch(/^calls +3 +2$/m);
});

test('a pass rate that is too low ends it with 1, with a report all the same', async () => {
  const model = await startModelServer();
  model.respond({ kind: 'status', status: 404 });
  const failing = start(['--limit', '1', '--min-pass-rate', '0.01'], { OPENAI_BASE_URL: model.baseUrl });
  const { code } = await failing.exited;
  await model.close();
  expect({ code, output: failing.output() }).toMatchObject({ code: 1 });
  expect(failing.output()).toContain('the pass rate is 0 %, which is below the required 1 %');
  expect(failing.output()).toMatch(/1 {2}SALES_COMMAND_FAILED/);
  expect(await readFile(out, 'utf8')).toContain('SALES_COMMAND_FAILED');
});

test('a signal ends it, and what it made is gone', async () => {
  const model = await startModelServer();
  model.respond({ kind: 'hang' });
  const evaluation = start(['--limit', '2'], { OPENAI_BASE_URL: model.baseUrl, SHUTDOWN_GRACE_MS: '0' });
  await model.waitForRequests(1);
  evaluation.kill('SIGTERM');
  const { code } = await evaluation.exited;
  await model.close();
  expect({ code, output: evaluation.output() }).toMatchObject({ code: 130 });
  expect(evaluation.output()).toContain('the run was stopped: no report was written');
});

test('options that are none are refused in one line', async () => {
  const evaluation = start(['--limit', 'all']);
  const { code } = await evaluation.exited;
  expect(code).toBe(1);
  expect(evaluation.output()).toMatch(/^--limit must be a whole number from 1 \(usage: .*\)\n$/);
});

function nameOf({ body }: ModelRequest): string {
  return body.response_format?.json_schema?.name ?? '';
}

function channelsOf({ body }: ModelRequest): string[] {
  const schema = body.response_format?.json_schema?.schema as {
    properties: { channels: { properties: object } };
  };
  return Object.keys(schema.properties.channels.properties);
}
