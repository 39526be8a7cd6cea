import type { Channel } from '../../contract/channels.ts';
import type { Page } from '../../contract/page.ts';
import type { Principal } from '../../contract/principal.ts';
import type { RevisionView } from '../../contract/review.ts';
import type { Violation } from '../../contract/violation.ts';
import type { Revision } from '../../platform/generated/client.ts';
import type { Services } from '../../platform/services.ts';
import { readFollowUp } from '../read.ts';
import { noSuchMessage, notInReview } from './lock-review.ts';

/**
 * The revisions of a message, oldest first. People and models write only a few, so they fit on one page.
 * @throws AppError FOLLOW_UP_NOT_FOUND, NOT_IN_REVIEW; NOT_FOUND if the review has no message of this channel
 */
export async function listRevisions(
  services: Services,
  principal: Principal,
  followUpId: string,
  channel: Channel,
): Promise<Page<RevisionView>> {
  const { status, review } = await readFollowUp(services, principal, followUpId);
  if (!review) throw notInReview(status);
  const revisions = await services.database.prisma.revision.findMany({
    where: { followUpId, channel },
    orderBy: { number: 'asc' },
  });
  if (revisions.length === 0) throw noSuchMessage();
  return { items: revisions.map(presentRevision), nextCursor: null };
}

export function presentRevision(revision: Revision): RevisionView {
  const { channel, number, title, message, violations, override } = revision;
  return {
    channel: channel as Channel,
    revision: number,
    title,
    message,
    author: {
      type: revision.commandId ? 'model' : 'person',
      command_id: revision.commandId,
      api_key_id: revision.apiKeyId,
      reviewer: revision.reviewer,
    },
    violations: violations as Violation[],
    override: override as RevisionView['override'],
    created_at: revision.createdAt.toISOString(),
  };
}
