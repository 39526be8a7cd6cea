import { CodeBlock } from '../parts/code-block.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { ArrowIcon } from '../parts/icons.tsx';
import { FollowUpResult } from '../result/follow-up-result.tsx';
import { Progress } from '../result/progress.tsx';
import { useFollowUp } from '../service/use-follow-up.ts';
import { useApiKey } from '../shell/api-key.tsx';
import type { Sending } from './use-sending.ts';

/** What became of the request that was sent. */
export function ResultPanel({ sending }: { sending: Sending }) {
  switch (sending.phase) {
    case 'idle':
      return (
        <div class="empty">
          <p class="empty-title">Nothing sent yet</p>
          <p>
            Start from an example, enter a key and send it: the phases appear here as they happen, then the
            messages as the lead would see them.
          </p>
        </div>
      );
    case 'sending':
      return (
        <p class="waiting" role="status">
          <i class="spinner" /> Waiting for the answer…
        </p>
      );
    case 'accepted':
      return <Live followUpId={sending.followUpId} />;
    case 'refused':
      return (
        <>
          <FailureNotice failure={sending.failure}>
            {sending.followUpId ? (
              <a class="button" href={`/follow-ups/${sending.followUpId}`}>
                Open the follow-up <ArrowIcon />
              </a>
            ) : null}
          </FailureNotice>
          <details class="raw">
            <summary>Raw JSON</summary>
            <CodeBlock text={JSON.stringify(sending.raw, null, 2)} label="Raw JSON" />
          </details>
        </>
      );
  }
}

function Live({ followUpId }: { followUpId: string }) {
  const { key } = useApiKey();
  const followedUp = useFollowUp(followUpId, key);
  return (
    <div class="live">
      <Progress {...followedUp} />
      <p class="live-link">
        <a href={`/follow-ups/${followUpId}`}>
          <span class="mono">{followUpId}</span> <ArrowIcon />
        </a>
      </p>
      <FollowUpResult {...followedUp} />
    </div>
  );
}
