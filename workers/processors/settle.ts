import { settleFollowUp } from '../../src/follow-ups/settle.ts';
import { turnRetryMs } from '../../src/platform/work-in-hand.ts';
import type { SettleJob } from '../process-job.ts';

/** Decides the outcome of a follow-up after its phases have ended. */
export const settle: SettleJob = async (services, { data }) => {
  const settlement = await settleFollowUp(services, data);
  return settlement === 'waits' ? { kind: 'postponed', afterMs: turnRetryMs } : { kind: 'completed' };
};
