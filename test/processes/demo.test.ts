import { expect, test } from '@jest/globals';
import pg from 'pg';
import { startModelServer } from '../harness/model-server.ts';
import { describeEachQueueBackend } from '../harness/queue-backends.ts';
import { runScript } from '../harness/run-script.ts';
import { createTestDatabase } from '../harness/test-database.ts';

describeEachQueueBackend('the demo on a database of its own', (backend) => {
  test('shows each phase, prints four messages and leaves nothing behind', async () => {
    const database = await createTestDatabase();
    const queue = await backend.open();
    const demo = runScript('scripts/demo.ts', { DATABASE_URL: database.url, REDIS_URL: queue.redisUrl });
    const { code } = await demo.exited;
    const output = demo.output();
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toMatch(/accepted {4}fup_\w+ for email, whatsapp, notification, web/);
    expect(output).toMatch(/sales +completed by offline-writer/);
    expect(output).toMatch(/copywriter +completed by offline-writer/);
    for (const name of ['Email', 'WhatsApp', 'Notification', 'Web banner'])
      expect(output).toMatch(new RegExp(`^${name} `, 'm'));
    expect(output).toContain('Hi Jane,');

    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(
      'SELECT (SELECT count(*) FROM organisation) + (SELECT count(*) FROM follow_up) AS left',
    );
    await client.end();
    expect(rows).toEqual([{ left: '0' }]);
    await queue.close();
    await database.drop();
  });
});

test('the demo with a provider of its own prints what that wrote', async () => {
  const database = await createTestDatabase();
  const model = await startModelServer();
  const demo = runScript('scripts/demo.ts', { DATABASE_URL: database.url, OPENAI_BASE_URL: model.baseUrl });
  const { code } = await demo.exited;
  expect({ code, output: demo.output() }).toMatchObject({ code: 0 });
  expect(model.requests).toHaveLength(2);
  expect(demo.output()).not.toContain('offline writer');
  await model.close();
  await database.drop();
});

test('the demo whose provider refuses the key says so in one line', async () => {
  const database = await createTestDatabase();
  const model = await startModelServer();
  model.respond({ kind: 'status', status: 401 });
  const demo = runScript('scripts/demo.ts', {
    DATABASE_URL: database.url,
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: 'sk-wrong-key',
    LOG_LEVEL: 'silent',
  });
  const { code } = await demo.exited;
  expect(code).toBe(1);
  expect(demo.output()).toMatch(/^SALES_COMMAND_FAILED: .*check OPENAI_API_KEY.*$/m);
  expect(demo.output()).not.toContain('sk-wrong-key');
  await model.close();
  await database.drop();
});
