import { AppError } from '../contract/errors.ts';
import { canAccess, type Principal } from '../contract/principal.ts';
import { isId } from '../platform/ids.ts';
import type { FollowUpRow } from '../platform/pipeline-sql/read-follow-ups.ts';
import type { Services } from '../platform/services.ts';

/** @throws AppError FOLLOW_UP_NOT_FOUND, also for a follow-up of another organisation */
export async function readFollowUp(
  { pipeline }: Pick<Services, 'pipeline'>,
  principal: Principal,
  id: string,
): Promise<FollowUpRow> {
  const followUp = isId(id, 'fup') ? await pipeline.readFollowUp(id) : null;
  if (!canAccess(principal, followUp)) throw followUpNotFound();
  return followUp;
}

export function followUpNotFound(): AppError {
  return new AppError('FOLLOW_UP_NOT_FOUND', 'no such follow-up: check the id');
}
