import type { ErrorBody } from '../contract/errors.ts';
import type { DatabaseClient } from '../platform/database.ts';
import type { LockedEnrollment } from './lock-enrollment.ts';
import { recordEnrollmentEvent } from './record-enrollment-event.ts';
import { updateEnrollment } from './update-enrollment.ts';

/** A step that has failed this often ends its enrollment. */
const mostFailures = 2;

/**
 * Counts a failure of the current step. The second one ends the enrollment.
 * @returns whether the step will be tried again
 */
export async function noteFailure(
  tx: DatabaseClient,
  { id, failures }: Pick<LockedEnrollment, 'id' | 'failures'>,
  error: ErrorBody | null,
  dueAt: Date,
): Promise<boolean> {
  if (failures + 1 < mostFailures) {
    await updateEnrollment(tx, id, { failures: failures + 1, dueAt, nextStepAt: dueAt, waiting: 'wait' });
    return true;
  }
  const reason = error ?? { code: 'SYSTEM_ERROR', message: 'the step failed' };
  await updateEnrollment(tx, id, {
    status: 'failed',
    failures: failures + 1,
    error: reason as object,
    finishedAt: new Date(),
    nextStepAt: null,
    waiting: null,
  });
  await recordEnrollmentEvent(tx, id, 'enrollment.failed', { code: reason.code });
  return false;
}
