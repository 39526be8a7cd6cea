import { useState } from 'preact/hooks';
import type { DeliveryView } from '../../../src/contract/resources/delivery.ts';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { formatDuration } from '../parts/format.ts';
import { Moment } from '../parts/moment.tsx';
import { Section } from '../parts/section.tsx';
import { StatusBadge } from '../parts/status-badge.tsx';
import type { Failure } from '../service/failure.ts';
import { request } from '../service/request.ts';
import { useList } from '../service/use-list.ts';
import { useApiKey } from '../shell/api-key.tsx';

/** The webhooks of a follow-up, each with its attempts and a button that sends it again. Absent when there are none. */
export function Deliveries({ followUpId, ended }: { followUpId: string; ended: boolean }) {
  const { key } = useApiKey();
  // Read anew once the follow-up has ended: only then is there something to deliver.
  const path = `/api/follow-ups/${followUpId}/deliveries${ended ? '?limit=100' : ''}`;
  const { items, reload } = useList<DeliveryView>(path, key);
  const [failure, setFailure] = useState<Failure | null>(null);
  if (items.length === 0) return null;
  const sendAgain = async (id: string) => {
    const redeliver = `/api/follow-ups/${followUpId}/deliveries/${id}/redeliver`;
    const answer = await request('POST', redeliver, { key });
    setFailure(answer.ok ? null : answer.failure);
    if (answer.ok) reload();
  };
  return (
    <Section
      title="Deliveries"
      aside={
        <button type="button" class="button button-small" onClick={reload}>
          Refresh
        </button>
      }
    >
      {failure ? <FailureNotice failure={failure} /> : null}
      <ul class="deliveries">
        {items.map((delivery) => (
          <li key={delivery.id} class="card">
            <div class="title-row">
              <StatusBadge status={delivery.status} />
              <span>{delivery.event}</span>
              <button type="button" class="button button-small" onClick={() => sendAgain(delivery.id)}>
                Send again
              </button>
            </div>
            <p class="muted mono small">{delivery.url}</p>
            <ol class="attempts">
              {delivery.attempts.map((attempt) => (
                <li key={attempt.at}>
                  <Moment at={attempt.at} />, {attempt.status_code ?? attempt.error ?? 'no answer'},{' '}
                  {formatDuration(attempt.duration_ms)}
                </li>
              ))}
            </ol>
            {delivery.next_attempt_at ? (
              <p class="muted small">
                Next attempt: <Moment at={delivery.next_attempt_at} />
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
