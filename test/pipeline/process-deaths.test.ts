import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Claim, claimCommand, endCommandClaim, failCommand } from '../../src/commands/transitions.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { settleFollowUp } from '../../src/follow-ups/settle.ts';
import { claimSettlement, endSettlementClaim } from '../../src/follow-ups/settlement-claim.ts';
import { runInHand } from '../../src/platform/work-in-hand.ts';
import {
  claimDelivery,
  readDelivery,
  recordAttempt,
  releaseDelivery,
} from '../../src/webhooks/delivery-rows.ts';
import { startService, type TestService } from '../harness/start-service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false, settings: { WEBHOOK_ALLOW_PRIVATE: 'true' } });
});

afterAll(() => service.close());

async function accept() {
  const body = { ...documentedExample, callbackUrl: 'http://127.0.0.1:9/hook' };
  return (await service.request('POST', leadFollowUpPath, { body })).body.data;
}

const eventsOf = (followUpId: string) =>
  service.services.database.prisma.event.findMany({ where: { followUpId }, orderBy: { seq: 'asc' } });

describe('a phase', () => {
  const claim = (commandId: string) =>
    claimCommand(service.services, { followUpId: commandId, commandId, generation: 0, lastAttempt: false });

  /** As a process does that dies before its run has ended. */
  async function die(commandId: string): Promise<Extract<Claim, { kind: 'claimed' }>> {
    const claimed = await claim(commandId);
    if (claimed.kind !== 'claimed') throw new Error(claimed.kind);
    return claimed;
  }

  test('that three processes died of has failed, with an event', async () => {
    const { id, command_ids: commandIds, urls } = await accept();
    for (let deaths = 0; deaths < 3; deaths += 1) await die(commandIds.sales);
    expect(await claim(commandIds.sales)).toEqual({ kind: 'set aside', followUpId: id });
    expect((await service.request('GET', urls.sales)).body.data).toMatchObject({
      status: 'failed',
      attempt: 3,
      error: { code: 'PROCESS_DIED' },
    });
    expect((await eventsOf(id)).at(-1)).toMatchObject({
      type: 'command.failed',
      data: { code: 'PROCESS_DIED' },
    });
    await settleFollowUp(service.services, { followUpId: id, generation: 0 });
    expect((await service.request('GET', urls.self)).body.data).toMatchObject({
      status: 'failed',
      error: { code: 'SALES_COMMAND_FAILED', details: { reason: 'PROCESS_DIED' } },
    });
  });

  test('that is handed back any number of times has lost no process', async () => {
    const { database } = service.services;
    const { command_ids: commandIds } = await accept();
    for (let handed = 0; handed < 5; handed += 1) {
      await endCommandClaim(database, (await die(commandIds.sales)).input);
    }
    expect((await claim(commandIds.sales)).kind).toBe('claimed');
  });

  test('forgets two deaths when a run ends', async () => {
    const { database } = service.services;
    const { command_ids: commandIds } = await accept();
    await die(commandIds.sales);
    await die(commandIds.sales);
    await endCommandClaim(database, (await die(commandIds.sales)).input);
    for (let deaths = 0; deaths < 3; deaths += 1) await die(commandIds.sales);
    expect((await claim(commandIds.sales)).kind).toBe('set aside');
  });

  test('whose row cannot be read has lost no process', async () => {
    const { database } = service.services;
    const { id, command_ids: commandIds } = await accept();
    await database.prisma.followUp.update({ where: { id }, data: { facts: {} } });
    for (let tries = 0; tries < 4; tries += 1) await expect(claim(commandIds.sales)).rejects.toThrow();
    const { openClaims } = await database.prisma.command.findUniqueOrThrow({
      where: { id: commandIds.sales },
    });
    expect(openClaims).toBe(0);
  });

  test('of a frozen worker is taken back from the count when the worker wakes up', async () => {
    const { database } = service.services;
    const { command_ids: commandIds } = await accept();
    const frozen = await die(commandIds.sales);
    await die(commandIds.sales);
    const late = await failCommand(service.services, frozen.input, { code: 'X', message: 'late' });
    expect(late.ended).toBe(false);
    await endCommandClaim(database, frozen.input);
    expect((await claim(commandIds.sales)).kind).toBe('claimed');
    expect((await claim(commandIds.sales)).kind).toBe('claimed');
    expect((await claim(commandIds.sales)).kind).toBe('set aside');
  });

  test('with two deaths runs while no other such job runs in its process', async () => {
    const phases = [await accept(), await accept()].map(({ command_ids }) => command_ids.sales);
    for (const phase of phases) for (let deaths = 0; deaths < 2; deaths += 1) await die(phase);
    const [one = '', other = ''] = phases;
    await runInHand({ job: 'one' }, async () => {
      expect((await claim(one)).kind).toBe('claimed');
      expect((await runInHand({ job: 'other' }, () => claim(other))).kind).toBe('waits');
    });
    expect((await runInHand({ job: 'other' }, () => claim(other))).kind).toBe('claimed');
  });
});

describe('a settlement', () => {
  test('that three processes died of fails the follow-up, with an event', async () => {
    const { services } = service;
    const { id, urls } = await accept();
    const key = { followUpId: id, generation: 0 };
    for (let deaths = 0; deaths < 3; deaths += 1) {
      expect((await claimSettlement(services.database, key)).kind).toBe('claimed');
    }
    expect(await settleFollowUp(services, key)).toBe('settled');
    expect((await service.request('GET', urls.self)).body.data).toMatchObject({
      status: 'failed',
      error: { code: 'SYSTEM_ERROR', details: { reason: 'PROCESS_DIED' } },
    });
    const last = (await eventsOf(id)).at(-1);
    expect(last).toMatchObject({ type: 'follow_up.failed', data: { code: 'SYSTEM_ERROR' } });
  });

  test('that failed without a death is tried again any number of times', async () => {
    const { database } = service.services;
    const key = { followUpId: (await accept()).id, generation: 0 };
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await claimSettlement(database, key)).kind).toBe('claimed');
      await endSettlementClaim(database, key);
    }
  });
});

describe('an attempt of a delivery', () => {
  async function accepted() {
    const { id: followUpId, urls } = await accept();
    await service.request('POST', urls.cancel);
    const { prisma } = service.services.database;
    return (await prisma.delivery.findFirstOrThrow({ where: { event: { followUpId } } })).id;
  }

  async function claim(id: string) {
    const delivery = await readDelivery(service.services.database, id);
    const claimed = delivery && (await claimDelivery(service.services.database, delivery, 60_000));
    if (!claimed) throw new Error('not claimed');
    return claimed;
  }

  const counts = async (id: string) => {
    const { attempt, tries, openClaims } = (await readDelivery(service.services.database, id)) ?? {};
    return { attempt, tries, openClaims };
  };

  test('counts as a try when its process died, and as no death when it was handed back', async () => {
    const { database } = service.services;
    const id = await accepted();
    await claim(id);
    const second = await claim(id);
    expect(await counts(id)).toEqual({ attempt: 2, tries: 1, openClaims: 2 });
    await releaseDelivery(database, second, { dueNow: true });
    expect(await counts(id)).toEqual({ attempt: 2, tries: 1, openClaims: 0 });
  });

  test('that ends late takes back its own claim alone', async () => {
    const { database } = service.services;
    const id = await accepted();
    const frozen = await claim(id);
    await claim(id);
    const result = { at: new Date(), statusCode: 500, durationMs: 5, error: 'answered 500' };
    const status = await recordAttempt(database, frozen, {
      ...result,
      responseExcerpt: null,
      retryAfterMs: null,
    });
    expect(status).toBe('pending');
    expect(await counts(id)).toEqual({ attempt: 2, tries: 1, openClaims: 1 });
  });
});
