import { recordEventOfType } from '../../commands/record-event.ts';
import type { Channel } from '../../contract/channels.ts';
import type { DatabaseClient } from '../../platform/database.ts';
import type { FollowUpResult, Outcome } from '../outcome.ts';

/** What the phases decided about the messages under review. The texts are in their revisions. */
export type ReviewedResult = Omit<FollowUpResult, 'messages'> & { strategy: string };

export interface ReviewToOpen {
  followUp: { id: string; createdAt: Date };
  /** The commands that wrote the messages. */
  commandIds: { sales: string; copywriter: string | null };
  outcome: Extract<Outcome, { status: 'awaiting_review' }>;
  expiresDays: number;
}

/**
 * Puts the messages of a follow-up before a person: they become the first revisions, and nothing is published. The
 * transaction has locked the follow-up.
 */
export async function openReview(
  tx: DatabaseClient,
  { followUp, commandIds, outcome, expiresDays }: ReviewToOpen,
): Promise<void> {
  const { id: followUpId } = followUp;
  const { messages, ...decided } = outcome.result;
  const drafts = Object.entries(outcome.drafts);
  const strategy = Object.values(messages)[0]?.strategy ?? '';
  const result: ReviewedResult = { ...decided, strategy };
  await tx.followUp.update({ where: { id: followUpId }, data: { status: 'awaiting_review' } });
  await tx.review.create({
    data: {
      followUpId,
      result: result as object,
      expiresAt: new Date(Date.now() + expiresDays * 86_400_000),
      revisions: {
        create: drafts.map(([channel, { title, message, violations }]) => ({
          channel,
          number: 1,
          title,
          message,
          violations,
          commandId:
            (decided.quality[channel as Channel]?.refined ? commandIds.copywriter : null) ?? commandIds.sales,
          factsAt: followUp.createdAt,
        })),
      },
    },
  });
  await recordEventOfType(tx, 'follow_up.review_requested', { followUpId });
}
