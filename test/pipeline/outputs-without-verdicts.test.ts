import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { executeCommand } from '../../src/commands/execute-command.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { settleFollowUp } from '../../src/follow-ups/settle.ts';
import { refineMessages } from '../../src/generation/refine-messages.ts';
import { writeSales } from '../../src/generation/write-sales.ts';
import { startService, type TestService } from '../harness/start-service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false });
});

afterAll(() => service.close());

/** A follow-up whose phases have ended, with outputs from before verdicts were stored with them. */
async function writeAsBefore() {
  const { data } = (await service.request('POST', leadFollowUpPath, { body: documentedExample })).body;
  const { id, command_ids: commandIds, urls } = data;
  const run = (commandId: string) => ({
    followUpId: id,
    commandId,
    generation: 0,
    lastAttempt: true,
    stopSignals: [],
  });
  await executeCommand(service.services, run(commandIds.sales), writeSales, () => null);
  await executeCommand(service.services, run(commandIds.copywriter), refineMessages, () => null);
  await service.services.database.pool.query(
    `UPDATE command SET output = output - 'verdicts' WHERE id = ANY($1)`,
    [[commandIds.sales, commandIds.copywriter]],
  );
  const settle = async () => {
    expect(await settleFollowUp(service.services, { followUpId: id, generation: 0 })).toBe('settled');
    return (await service.request('GET', urls.self)).body.data;
  };
  return { commandIds, settle };
}

test('messages without verdicts are checked when the follow-up is settled', async () => {
  const { settle } = await writeAsBefore();
  const { status, messages } = await settle();
  expect(status).toBe('completed');
  expect(messages.email.message).not.toBe('');
});

test('a message without verdicts that the gate stops gives way to the version of the sales phase', async () => {
  const { commandIds, settle } = await writeAsBefore();
  const wrong = 'Hi {{first_name}}, your price is $77 a month.';
  await service.services.database.pool.query(
    `UPDATE command SET output = jsonb_set(output, '{channels,email,message}', to_jsonb($2::text)) WHERE id = $1`,
    [commandIds.copywriter, wrong],
  );
  const { status, messages } = await settle();
  expect(status).not.toBe('failed');
  expect(messages.email.message).not.toBe('');
  expect(messages.email.message).not.toContain('{{first_name}}');
});
