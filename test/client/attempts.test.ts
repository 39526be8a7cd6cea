import { readFile } from 'node:fs/promises';
import { afterEach, expect, test } from '@jest/globals';
import {
  type AttemptReport,
  ConnectionError,
  clientVersion,
  LeadFollowUpError,
} from '../../client/src/index.ts';
import { demoKey } from '../../prisma/demo-data.ts';
import { clientOf } from './client-of.ts';
import { type StandIn, startStandIn } from './stand-in.ts';
import { thrownBy } from './thrown-by.ts';
import { answer, hang, hangUp, refuse } from './treatments.ts';

let standIn: StandIn | null = null;

afterEach(async () => {
  await standIn?.close();
  standIn = null;
});

const command = { success: true, data: { id: 'cmd_sales_1' } };
const soon = { 'retry-after': '0' };

test('a call to a service that never answers ends when its time is over', async () => {
  standIn = await startStandIn(hang, hang, hang, hang);
  const client = clientOf(standIn, { timeoutMs: 50 });
  const path = { params: { path: { id: 'cmd_x' } } };
  for (const call of [
    () => client.getCommand('cmd_x'),
    () => client.request('get', '/api/commands/{id}', path),
    () => client.streamEvents('fup_x').next(),
  ]) {
    const error = await thrownBy(call(), ConnectionError);
    expect(error.message).toBe('no answer within 50 ms');
  }
  const patient = clientOf(standIn, { timeoutMs: 600_000 });
  const error = await thrownBy(patient.getCommand('cmd_x', { timeoutMs: 60 }), ConnectionError);
  expect(error.message).toBe('no answer within 60 ms');
});

test('a call whose time is over while it is refused throws what it was refused with', async () => {
  standIn = await startStandIn(refuse(503, 'SYSTEM_ERROR', soon), hang);
  const error = await thrownBy(clientOf(standIn, { timeoutMs: 5_000 }).getCommand('cmd_x'), Error);
  expect(error).toBeInstanceOf(LeadFollowUpError);
});

test('a call does not wait for a turn that comes after its time', async () => {
  standIn = await startStandIn(refuse(429, 'RATE_LIMITED', { 'retry-after': '50' }));
  const client = clientOf(standIn, { timeoutMs: 40_000 });
  const error = await thrownBy(client.getCommand('cmd_x'), LeadFollowUpError);
  expect(error.code).toBe('RATE_LIMITED');
});

test('requests from Node name the client and its version', async () => {
  standIn = await startStandIn(answer(200, command));
  await clientOf(standIn).getCommand('cmd_x');
  expect(standIn.requests[0]?.headers['user-agent']).toBe(`lead-followup-client/${clientVersion}`);
  const { version } = JSON.parse(await readFile('client/package.json', 'utf8'));
  expect(clientVersion).toBe(version);
});

test('each attempt is reported, without the key, the ids and the bodies', async () => {
  const seen: AttemptReport[] = [];
  const answered = answer(200, command, { 'x-request-id': 'req_1' });
  standIn = await startStandIn(hangUp, refuse(503, 'SYSTEM_ERROR', soon), answered);
  const client = clientOf(standIn, { onAttempt: (attempt) => seen.push(attempt) });
  await client.getCommand('cmd_marked');
  const common = { method: 'GET', path: '/api/commands/{id}', durationMs: expect.any(Number) };
  expect(seen).toEqual([
    { ...common, attempt: 1, status: null, requestId: null },
    { ...common, attempt: 2, status: 503, requestId: null },
    { ...common, attempt: 3, status: 200, requestId: 'req_1' },
  ]);
  expect(JSON.stringify(seen)).not.toMatch(new RegExp(`${demoKey}|cmd_marked|cmd_sales_1`));
});

test('a hook that throws changes nothing', async () => {
  standIn = await startStandIn(answer(200, command));
  const client = clientOf(standIn, {
    onAttempt: () => {
      throw new Error('broken hook');
    },
  });
  expect(await client.getCommand('cmd_x')).toEqual({ id: 'cmd_sales_1' });
});
