import type { Services } from '../platform/services.ts';
import type { Outcome } from './outcome.ts';

/** Logs and counts a follow-up that has just ended. Call once, after the commit. */
export function reportEnd(
  { logger, metrics }: Pick<Services, 'logger' | 'metrics'>,
  followUpId: string,
  outcome: Outcome | { status: 'cancelled' },
): void {
  const { status } = outcome;
  const code = status === 'failed' ? outcome.error.code : undefined;
  metrics.followUpsEnded.inc({ status, code: code ?? '' });
  const line = { followUpId, ...(code ? { code } : {}) };
  if (status === 'failed') logger.warn(line, 'follow-up failed');
  else logger.info(line, `follow-up ${status}`);
}
