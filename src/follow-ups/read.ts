import { AppError } from '../contract/errors.ts';
import type { Principal } from '../contract/principal.ts';
import type { Database } from '../platform/database.ts';
import { isId } from '../platform/ids.ts';
import { followUpParts, type StoredFollowUp } from './present.ts';

/** @throws AppError FOLLOW_UP_NOT_FOUND, also for a follow-up of another organisation */
export async function readFollowUp(
  { prisma }: Database,
  { organisationId, siteId }: Principal,
  id: string,
): Promise<StoredFollowUp> {
  const followUp = isId(id, 'fup')
    ? await prisma.followUp.findUnique({
        where: { id, organisationId, ...(siteId ? { siteId } : {}) },
        include: followUpParts,
      })
    : null;
  if (!followUp) throw followUpNotFound();
  return followUp;
}

export function followUpNotFound(): AppError {
  return new AppError('FOLLOW_UP_NOT_FOUND', 'no such follow-up: check the id');
}
