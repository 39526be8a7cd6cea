import type { FollowUpView } from '../../../src/contract/follow-up-view.ts';
import { Moment } from '../parts/moment.tsx';
import { Section } from '../parts/section.tsx';
import { MessagePreviews } from '../previews/message-previews.tsx';

/** What a person has decided, or the texts that wait for a decision. */
export function Review({ followUp }: { followUp: FollowUpView }) {
  const { review } = followUp;
  if (!review) return null;
  const { status, messages, revisions, stale, reviewer, decided_by: decidedBy, reason } = review;
  if (status !== 'pending') {
    const who = reviewer ?? decidedBy;
    return (
      <Section title="Review">
        <p>
          {status === 'approved' ? 'Approved' : status === 'rejected' ? 'Rejected' : 'Expired'}
          {who ? ` by ${who}` : null}, <Moment at={review.decided_at} />
          {reason ? <>: {reason}</> : null}
        </p>
      </Section>
    );
  }
  return (
    <>
      <div class="notice notice-warn" role="status">
        <p class="notice-title">These messages wait for a decision</p>
        <p>
          Nothing is published until they are approved. Without a decision they expire:{' '}
          <Moment at={review.expires_at} />.
        </p>
        {stale ? <p>{describeStale(stale)}</p> : null}
      </div>
      {messages ? (
        <Section title="Messages under review">
          <MessagePreviews
            followUp={followUp}
            messages={messages}
            note={(channel) => `revision ${revisions[channel]}`}
          />
        </Section>
      ) : null}
    </>
  );
}

function describeStale({ lead, interactions }: { lead: boolean; interactions: number }): string {
  const added = interactions === 1 ? 'an interaction was added' : `${interactions} interactions were added`;
  const changes = [...(lead ? ['the lead was changed'] : []), ...(interactions > 0 ? [added] : [])];
  return `Since a text was written, ${changes.join(' and ')}.`;
}
