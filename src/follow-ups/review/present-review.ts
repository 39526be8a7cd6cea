import { type Channel, inChannelOrder } from '../../contract/channels.ts';
import type { Message } from '../../contract/messages.ts';
import type { ReviewStatus, ReviewView } from '../../contract/review.ts';
import type { ReviewRow } from '../../platform/pipeline-sql/read-follow-ups.ts';
import type { ReviewedResult } from './open-review.ts';
import { toStale } from './staleness.ts';

/** The `review` of a follow-up as GET answers it. */
export function presentReview(row: ReviewRow | null): ReviewView | null {
  if (!row) return null;
  const { strategy } = row.result as ReviewedResult;
  const messages: Partial<Record<Channel, Message>> = {};
  const revisions: Partial<Record<Channel, number>> = {};
  for (const { channel, number, title, message } of row.revisions) {
    messages[channel as Channel] = { title, message, strategy };
    revisions[channel as Channel] = number;
  }
  return {
    status: row.status as ReviewStatus,
    messages: inChannelOrder(messages),
    revisions: inChannelOrder(revisions),
    stale: toStale(row.changes),
    expires_at: new Date(row.expiresAt).toISOString(),
    decided_at: row.decidedAt && new Date(row.decidedAt).toISOString(),
    decided_by: row.decidedBy,
    reviewer: row.reviewer,
    reason: row.reason,
  };
}
