import { AppError } from '../contract/errors.ts';
import type { MessageCheck, MessageCheckRequest } from '../contract/message-check.ts';
import { checkGivenMessage } from '../quality/check-given-message.ts';
import { inThread, largestInline, sizeOf } from './gate-threads.ts';

/** Large checks of one organisation at a time. Each takes a thread for up to some seconds. */
const mostAtOnce = 2;
const inHand = new Map<string, number>();

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
  const others = inHand.get(organisationId) ?? 0;
  if (others >= mostAtOnce) {
    throw new AppError('RATE_LIMITED', 'two large messages are being checked: send the next one after them', {
      details: { reason: 'large_checks' },
      headers: { 'Retry-After': '1' },
    });
  }
  inHand.set(organisationId, others + 1);
  try {
    return await inThread('givenMessage', { request, now });
  } finally {
    const left = (inHand.get(organisationId) ?? 1) - 1;
    if (left > 0) inHand.set(organisationId, left);
    else inHand.delete(organisationId);
  }
}
