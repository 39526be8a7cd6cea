import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { recordEvent } from '../../src/commands/record-event.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { generatedColumns } from '../../src/follow-ups/present.ts';
import type { Prisma } from '../../src/platform/generated/client.ts';
import { newId } from '../../src/platform/ids.ts';
import { enqueueDeliveriesOf } from '../../src/webhooks/enqueue.ts';
import { describeEachQueueBackend, type OpenQueueBackend } from '../harness/queue-backends.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { hanging, startWebhookReceiver } from '../harness/webhook-receiver.ts';

const count = 120;

/** Completed follow-ups, with their events and deliveries, on their way. */
async function completeMany({ request, services }: TestService): Promise<void> {
  const { prisma } = services.database;
  const { body } = await request('POST', `${leadFollowUpPath}?wait=20`, { body: documentedExample });
  const template = await prisma.followUp.findUniqueOrThrow({
    where: { id: body.data.id },
    omit: generatedColumns,
  });
  // An error of null would be written as JSON's.
  const { error: _none, ...completed } = template;
  const ids = Array.from({ length: count - 1 }, () => newId('fup'));
  await prisma.followUp.createMany({
    data: ids.map((id) => ({ ...completed, id }) as unknown as Prisma.FollowUpCreateManyInput),
  });
  await prisma.$transaction(async (tx) => {
    for (const followUpId of ids) await recordEvent(tx, { followUpId, status: 'completed' });
  });
  for (const followUpId of ids) await enqueueDeliveriesOf(services, { followUpId });
}

describeEachQueueBackend('a receiver that hangs', (backend) => {
  let queue: OpenQueueBackend;
  let service: TestService;

  beforeAll(async () => {
    queue = await backend.open();
    service = await startService({
      redisUrl: queue.redisUrl,
      // Nothing that hangs ends by itself, and closing does not wait for it.
      settings: { WEBHOOK_ALLOW_PRIVATE: 'true', WEBHOOK_TIMEOUT_MS: '120000', SHUTDOWN_GRACE_MS: '0' },
    });
  });

  afterAll(async () => {
    await service.close();
    await queue.close();
  });

  test(`holds up none of ${count} events to another, and is not flooded itself`, async () => {
    const slow = await startWebhookReceiver();
    const quick = await startWebhookReceiver();
    slow.respond(hanging);
    for (const { url } of [slow, quick]) {
      await service.request('POST', '/api/webhook-endpoints', { body: { url } });
    }
    await completeMany(service);
    const arrived = await quick.waitFor(count);
    expect(new Set(arrived.map(({ headers }) => headers['webhook-id'])).size).toBe(count);
    expect([slow.webhooks.length > 0, slow.webhooks.length <= 20]).toEqual([true, true]);
  });
});
