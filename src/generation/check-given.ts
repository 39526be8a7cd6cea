import { AppError, retryAfter } from '../contract/errors.ts';
import type { MessageCheck, MessageCheckRequest } from '../contract/message-check.ts';
import { createSlots } from '../platform/slots.ts';
import { checkGivenMessage } from '../quality/check-given-message.ts';
import { inThread, largestInline, sizeOf } from './gate-threads.ts';

/** Large checks at a time per organisation. Each uses a thread for up to a few seconds. */
const largeChecks = createSlots(2);

/**
 * Checks a caller's own message. A large request is checked in a thread, so that it does not block the event loop.
 * @throws AppError RATE_LIMITED if the organisation already has two large checks in progress
 */
export async function checkGiven(
  organisationId: string,
  request: MessageCheckRequest,
  now: Date,
): Promise<MessageCheck> {
  if (sizeOf(request) <= largestInline) return checkGivenMessage(request, now);
  const leave = largeChecks.take(organisationId);
  if (!leave) {
    throw new AppError(
      'RATE_LIMITED',
      'two large messages are already being checked: send the next one when they are done',
      {
        details: { reason: 'large_checks' },
        headers: retryAfter(1_000),
      },
    );
  }
  try {
    return await inThread('givenMessage', { request, now });
  } finally {
    leave();
  }
}
