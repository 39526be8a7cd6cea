import { settleFollowUp } from '../../src/follow-ups/settle.ts';
import type { SettleJob } from '../run-job.ts';

/** Once the phases have ended, what they came to becomes the follow-up's outcome. */
export const settle: SettleJob = async (services, { data }) => {
  await settleFollowUp(services, data);
  return { kind: 'completed' };
};
