import { presentCommand } from '../commands/read.ts';
import { isFollowUpEvent, type WebhookEvent } from '../contract/webhook-event.ts';
import type { Services } from '../platform/services.ts';
import type { DeliveredEvent } from '../webhooks/delivery-rows.ts';
import { presentToReceiver } from './present-to.ts';

/**
 * Builds the body of a webhook from the current rows. Ended rows no longer change, and erased data is not sent.
 * @returns null if the follow-up has been deleted
 */
export async function presentWebhookEvent(
  { database: { prisma }, pipeline }: Services,
  { type, followUpId, commandId, createdAt, isCallback }: DeliveredEvent,
): Promise<WebhookEvent | null> {
  const timestamp = createdAt.toISOString();
  if (type === 'command.completed' || type === 'command.failed') {
    const command = commandId && (await prisma.command.findUnique({ where: { id: commandId } }));
    return command ? { type, timestamp, data: presentCommand(command) } : null;
  }
  if (!isFollowUpEvent(type)) throw new Error(`${type} is no event of a follow-up`);
  const followUp = followUpId === null ? null : await pipeline.readFollowUp(followUpId);
  return followUp && { type, timestamp, data: presentToReceiver(followUp, isCallback) };
}
