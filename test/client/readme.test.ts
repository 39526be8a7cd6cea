import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { demoKey } from '../../prisma/demo-data.ts';
import { loadConfig } from '../../src/platform/config.ts';
import { runScript } from '../harness/run-script.ts';
import { startService } from '../harness/start-service.ts';
import { createTemporaryFolder } from '../harness/temporary-folder.ts';

const environment = {
  DATABASE_URL: 'postgresql://127.0.0.1/x',
  SECRETS_KEY: Buffer.alloc(32).toString('base64'),
  ADMIN_KEY: 'the-operators-key-of-the-tests-01',
};

test('the first lines of the README print an email', async () => {
  const readme = await readFile('client/README.md', 'utf8');
  const lines = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const { HOST, PORT } = loadConfig(environment);
  const started = `http://${HOST}:${PORT}`;
  expect(lines).toContain(`baseUrl: '${started}', apiKey: '${demoKey}'`);

  const service = await startService();
  const entry = pathToFileURL(resolve('client/src/index.ts')).href;
  const file = join(await createTemporaryFolder(), 'readme.mts');
  await writeFile(file, lines.replace('@lead-followup/client', entry).replace(started, service.url));
  const script = runScript(file);
  const { code } = await script.exited;
  expect({ code, output: script.output() }).toEqual({ code: 0, output: expect.stringContaining('Hi Jane,') });
  await service.close();
});
