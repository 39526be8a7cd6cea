import type { ErrorBody } from '../contract/errors.ts';
import type { Services } from '../platform/services.ts';
import type { Outcome } from './outcome.ts';

/** Logs and counts what has just become of a follow-up. Call once, after the commit. */
export function reportOutcome(
  { logger, metrics }: Pick<Services, 'logger' | 'metrics'>,
  followUpId: string,
  outcome: Outcome | { status: 'cancelled'; error?: ErrorBody },
): void {
  const { status } = outcome;
  if (status === 'awaiting_review') {
    logger.info({ followUpId }, 'follow-up awaits review');
    return;
  }
  const code = 'error' in outcome ? outcome.error?.code : undefined;
  metrics.followUpsEnded.inc({ status, code: code ?? '' });
  const line = { followUpId, ...(code ? { code } : {}) };
  if (status === 'failed') logger.warn(line, 'follow-up failed');
  else logger.info(line, `follow-up ${status}`);
}
