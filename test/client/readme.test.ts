import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoKey } from '../../prisma/demo-data.ts';
import { loadConfig } from '../../src/platform/config.ts';
import { runScript } from '../harness/run-script.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { createTemporaryFolder } from '../harness/temporary-folder.ts';

const environment = {
  DATABASE_URL: 'postgresql://127.0.0.1/x',
  SECRETS_KEY: Buffer.alloc(32).toString('base64'),
  ADMIN_KEY: 'the-operators-key-of-the-tests-01',
};

let readme: string;
let service: TestService;

beforeAll(async () => {
  readme = await readFile('client/README.md', 'utf8');
  service = await startService();
});

afterAll(() => service.close());

const { HOST, PORT } = loadConfig(environment);
const started = `http://${HOST}:${PORT}`;

/** Runs an example as a program of its own, against the test's service. */
async function runExample(example: string) {
  expect(example).toContain(`baseUrl: '${started}'`);
  expect(example).toContain(`apiKey: '${demoKey}'`);
  const entry = pathToFileURL(resolve('client/src/index.ts')).href;
  const file = join(await createTemporaryFolder(), 'readme.mts');
  await writeFile(file, example.replace('@lead-followup/client', entry).replace(started, service.url));
  const script = runScript(file);
  const { code } = await script.exited;
  return { code, output: script.output() };
}

/** The examples in TypeScript, in their order. */
const exampleWith = (text: string) => {
  const found = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].find(([, lines]) => lines?.includes(text));
  return found?.[1] ?? '';
};

test('the first lines of the README print an email', async () => {
  const run = await runExample(exampleWith('createAndWait'));
  expect(run).toEqual({ code: 0, output: expect.stringContaining('Hi Jane,') });
});

test('the example with a log prints a line for each attempt', async () => {
  const example = `import { createClient } from '@lead-followup/client';\n${exampleWith('onAttempt')}`;
  const line = /^GET \/api\/follow-ups 200 \d+ ms, attempt 1, req_\w+$/m;
  expect(await runExample(example)).toEqual({ code: 0, output: expect.stringMatching(line) });
});

test('the example of a review prints the email that was approved', async () => {
  const { code, output } = await runExample(exampleWith('reviews.approve'));
  expect([code, output]).toEqual([0, expect.stringMatching(/^Your content calendar, Jane\s+Hi Jane,/)]);
});

test('the example of a sequence prints when it begins and what stopped it', async () => {
  const { code, output } = await runExample(exampleWith('sequences.put'));
  const lines = /^The first step is due at \d{4}-\d{2}-\d{2}T\S+Z\nstopped reply$/m;
  expect([code, output]).toEqual([0, expect.stringMatching(lines)]);
});
