import { CodeBlock } from '../parts/code-block.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { OfflineWriterNotice } from '../parts/offline-writer-notice.tsx';
import { Section } from '../parts/section.tsx';
import { MessagePreviews } from '../previews/message-previews.tsx';
import type { FollowedUp } from '../service/use-follow-up.ts';
import { Changes } from './changes.tsx';
import { Numbers } from './numbers.tsx';
import { Quality } from './quality.tsx';
import { Review } from './review.tsx';
import { Strategy, strategyOf } from './strategy.tsx';

/** All that has come of a follow-up: messages as people see them, and beside them how they came about. */
export function FollowUpResult({ followUp, raw, commands, failure }: FollowedUp) {
  if (!followUp) return failure ? <FailureNotice failure={failure} /> : null;
  const strategy = strategyOf(followUp);
  const refined = followUp.messages !== null && followUp.command_ids.copywriter !== null;
  return (
    <>
      {failure ? <FailureNotice failure={failure} /> : null}
      {followUp.error ? <FailureNotice failure={followUp.error} /> : null}
      <OfflineWriterNotice commands={commands} />
      <Review followUp={followUp} />
      {followUp.messages ? (
        <Section title="Messages">
          <MessagePreviews
            followUp={followUp}
            messages={followUp.messages}
            note={(channel) =>
              followUp.quality[channel]?.refined ? 'refined by the copywriter' : 'as the sales agent wrote it'
            }
          />
        </Section>
      ) : null}
      {strategy ? (
        <Section title="Strategy">
          <Strategy text={strategy} />
        </Section>
      ) : null}
      {refined ? (
        <Section title="What the copywriter changed">
          <Changes followUp={followUp} commands={commands} />
        </Section>
      ) : null}
      {followUp.messages ? (
        <Section title="Quality">
          <Quality followUp={followUp} />
        </Section>
      ) : null}
      {followUp.finished_at ? (
        <Section title="Time and cost">
          <Numbers followUp={followUp} />
        </Section>
      ) : null}
      <details class="raw">
        <summary>Raw JSON</summary>
        <CodeBlock text={JSON.stringify(raw, null, 2)} label="Raw JSON" />
      </details>
    </>
  );
}
