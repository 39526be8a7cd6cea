import type { EnrollmentEventType } from '../contract/webhook-event.ts';
import type { DatabaseClient } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { recordEnrollmentEventSql } from '../platform/pipeline-sql/events.ts';

/** Records an event of an enrollment, with its webhook deliveries. The transaction has locked the enrollment. */
export async function recordEnrollmentEvent(
  tx: DatabaseClient,
  enrollmentId: string,
  type: EnrollmentEventType,
  data: Record<string, unknown> = {},
): Promise<void> {
  await tx.$queryRawUnsafe(recordEnrollmentEventSql, newId('evt'), enrollmentId, type, JSON.stringify(data));
}
