import { AppError, retryAfter } from '../contract/errors.ts';
import type { MessageCheck, MessageCheckRequest } from '../contract/message-check.ts';
import { createSlots } from '../platform/slots.ts';
import { checkGivenMessage } from '../quality/check-given-message.ts';
import { inThread, largestInline, sizeOf } from './gate-threads.ts';

/** Of one organisation at a time: each takes a thread for up to some seconds. */
const largeChecks = createSlots(2);

/**
 * Checks a caller's own message without holding the event loop: a large request is checked in a thread.
 * @throws AppError RATE_LIMITED if the organisation has two large checks in progress
 */
export async function checkGiven(
  organisationId: string,
  request: MessageCheckRequest,
  now: Date,
): Promise<MessageCheck> {
  if (sizeOf(request) <= largestInline) return checkGivenMessage(request, now);
  const leave = largeChecks.take(organisationId);
  if (!leave) {
    throw new AppError('RATE_LIMITED', 'two large messages are being checked: send the next one after them', {
      details: { reason: 'large_checks' },
      headers: retryAfter(1_000),
    });
  }
  try {
    return await inThread('givenMessage', { request, now });
  } finally {
    leave();
  }
}
