import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { claimCommand, completeCommand, failCommand } from '../../src/commands/transitions.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import type { PhaseResult } from '../../src/contract/phase.ts';
import { startService, type TestService } from '../harness/start-service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false });
});

afterAll(async () => {
  await service.close();
});

const result = (strategy: string): PhaseResult => ({
  output: { strategy, channels: {} },
  model: 'm',
  promptVersion: 'p',
});

test('a command is written by the newest claim alone, and claimed by the newest flow alone', async () => {
  const { services } = service;
  const { body } = await service.request('POST', leadFollowUpPath, { body: documentedExample });
  const { id, command_ids: commandIds } = body.data;
  const claim = (generation: number) =>
    claimCommand(services, { followUpId: id, commandId: commandIds.sales, generation, lastAttempt: false });

  const first = await claim(0);
  await services.database.prisma.followUp.update({ where: { id }, data: { generation: 1 } });
  expect((await claim(0)).kind).toBe('superseded');
  const second = await claim(1);
  if (first.kind !== 'claimed' || second.kind !== 'claimed') throw new Error('not claimed');
  expect([first.input.attempt, second.input.attempt]).toEqual([1, 2]);

  expect(await completeCommand(services, first.input, result('late'))).toMatchObject({ ended: false });
  expect(await failCommand(services, first.input, { code: 'MODEL_REFUSED', message: 'late' })).toMatchObject({
    ended: false,
  });
  expect(await completeCommand(services, second.input, result('newest'))).toMatchObject({ ended: true });
  expect(await completeCommand(services, first.input, result('late'))).toMatchObject({ ended: false });
  const command = await service.request('GET', `/api/commands/${commandIds.sales}`);
  expect(command.body.data).toMatchObject({ status: 'completed', result: { strategy: 'newest' } });
});
