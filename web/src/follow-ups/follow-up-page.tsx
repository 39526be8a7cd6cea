import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { AcceptedFollowUp, FollowUpView } from '../../../src/contract/follow-up-view.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { leadOf } from '../parts/lead-of.ts';
import { Moment } from '../parts/moment.tsx';
import { Section } from '../parts/section.tsx';
import { StatusBadge } from '../parts/status-badge.tsx';
import { FollowUpResult } from '../result/follow-up-result.tsx';
import { Progress } from '../result/progress.tsx';
import type { Failure } from '../service/failure.ts';
import { request } from '../service/request.ts';
import { useFollowUp } from '../service/use-follow-up.ts';
import { useApiKey } from '../shell/api-key.tsx';
import { KeyGate } from '../shell/key-gate.tsx';
import { Commands } from './commands.tsx';
import { Deliveries } from './deliveries.tsx';
import { Timeline } from './timeline.tsx';

/** /follow-ups/{id}: all that came of one request. */
export function FollowUpPage({ id }: { id: string }) {
  return (
    <div class="page">
      <p class="back">
        <a href="/follow-ups">← Follow-ups</a>
      </p>
      <KeyGate>
        <FollowUp key={id} id={id} />
      </KeyGate>
    </div>
  );
}

function FollowUp({ id }: { id: string }) {
  const { key } = useApiKey();
  const followedUp = useFollowUp(id, key);
  const { followUp, failure, events, commands } = followedUp;
  if (!followUp) {
    return (
      <>
        <h1 class="mono">{id}</h1>
        {failure ? (
          <FailureNotice failure={failure} />
        ) : (
          <p class="waiting" role="status">
            <i class="spinner" /> Loading…
          </p>
        )}
      </>
    );
  }
  return (
    <>
      <Head followUp={followUp} />
      <div class="follow-up">
        <div class="follow-up-main">
          <FollowUpResult {...followedUp} />
        </div>
        <div class="follow-up-side">
          <Section title="Progress">
            <Progress {...followedUp} />
          </Section>
          <Section title="Timeline">
            <Timeline events={events} commandIds={followUp.command_ids} />
          </Section>
          <Deliveries followUpId={id} ended={followUp.finished_at !== null} />
          <About followUp={followUp} />
        </div>
      </div>
      <Section title="Phases and model calls">
        <Commands commands={commands} />
      </Section>
    </>
  );
}

function Head({ followUp }: { followUp: FollowUpView }) {
  const { key } = useApiKey();
  const { route } = useLocation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const { id, status } = followUp;
  const lead = leadOf(followUp);

  const act = async (action: 'cancel' | 'retry') => {
    setBusy(true);
    const answer = await request<AcceptedFollowUp>('POST', `/api/follow-ups/${id}/${action}`, { key });
    setBusy(false);
    setFailure(answer.ok ? null : answer.failure);
    if (answer.ok && action === 'retry') route(`/follow-ups/${answer.data.id}`);
  };

  return (
    <div class="page-head">
      <div class="title-row">
        <h1>
          {lead.name ?? 'A lead without a name'}
          {lead.company ? <span class="muted"> {lead.company}</span> : null}
        </h1>
        <StatusBadge status={status} />
        <span class="title-actions">
          {followUp.finished_at === null ? (
            <button type="button" class="button" disabled={busy} onClick={() => act('cancel')}>
              Cancel
            </button>
          ) : null}
          {status === 'failed' ? (
            <button type="button" class="button" disabled={busy} onClick={() => act('retry')}>
              Try again
            </button>
          ) : null}
        </span>
      </div>
      <p class="id-row muted">
        <span class="mono">{id}</span> <CopyButton text={id} label="Copy id" />
      </p>
      {failure ? <FailureNotice failure={failure} /> : null}
    </div>
  );
}

function About({ followUp }: { followUp: FollowUpView }) {
  const {
    created_at: createdAt,
    finished_at: finishedAt,
    retry_of: retryOf,
    metadata,
    enrollment,
  } = followUp;
  return (
    <Section title="About">
      <dl class="about">
        <dt>Site</dt>
        <dd>{leadOf(followUp).sites.name}</dd>
        <dt>Channels</dt>
        <dd>{followUp.channels.join(', ')}</dd>
        <dt>Accepted</dt>
        <dd>
          <Moment at={createdAt} />
        </dd>
        <dt>Ended</dt>
        <dd>
          <Moment at={finishedAt} />
        </dd>
        {enrollment ? (
          <>
            <dt>Sequence</dt>
            <dd>
              Step {enrollment.step} of {enrollment.of} <StatusBadge status={enrollment.status} />
            </dd>
            <dt>Enrollment</dt>
            <dd class="mono">{enrollment.id}</dd>
            {enrollment.next_step_at ? (
              <>
                <dt>Next step</dt>
                <dd>
                  <Moment at={enrollment.next_step_at} />
                </dd>
              </>
            ) : null}
          </>
        ) : null}
        {retryOf ? (
          <>
            <dt>Retry of</dt>
            <dd>
              <a class="mono" href={`/follow-ups/${retryOf}`}>
                {retryOf}
              </a>
            </dd>
          </>
        ) : null}
        {Object.entries(metadata).map(([name, value]) => (
          <>
            <dt class="mono">{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </Section>
  );
}
