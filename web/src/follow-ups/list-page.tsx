import { useLocation } from 'preact-iso';
import type { FollowUpSummary } from '../../../src/contract/follow-up-view.ts';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { formatDuration } from '../parts/format.ts';
import { Moment } from '../parts/moment.tsx';
import { StatusBadge } from '../parts/status-badge.tsx';
import { type List, useList } from '../service/use-list.ts';
import { useApiKey } from '../shell/api-key.tsx';
import { KeyGate } from '../shell/key-gate.tsx';
import { FilterBar } from './filter-bar.tsx';
import { type Filters, readFilters, writeFilters } from './filters.ts';

/** /follow-ups: what was asked for, newest first. */
export function FollowUpsPage() {
  return (
    <div class="page">
      <div class="page-head">
        <h1>Follow-ups</h1>
        <p class="muted">Everything that was accepted, newest first.</p>
      </div>
      <KeyGate>
        <FollowUps />
      </KeyGate>
    </div>
  );
}

function FollowUps() {
  const { key } = useApiKey();
  const { query, route } = useLocation();
  const filters = readFilters(query);
  const list = useList<FollowUpSummary>(`/api/follow-ups${writeFilters(filters)}`, key);
  const setFilters = (next: Filters) => route(`/follow-ups${writeFilters(next)}`, true);
  return (
    <>
      <div class="toolbar">
        <FilterBar filters={filters} onChange={setFilters} />
        <button type="button" class="button" onClick={list.reload}>
          Refresh
        </button>
      </div>
      {list.failure ? <FailureNotice failure={list.failure} /> : null}
      <Rows list={list} filtered={writeFilters(filters) !== ''} />
      {list.nextCursor ? (
        <button type="button" class="button" disabled={list.status === 'loading'} onClick={list.more}>
          Show older ones
        </button>
      ) : null}
    </>
  );
}

function Rows({ list: { items, status }, filtered }: { list: List<FollowUpSummary>; filtered: boolean }) {
  if (items.length === 0) {
    if (status === 'failed') return null;
    return (
      <div class="empty" role="status">
        {status === 'loading' ? (
          <p class="waiting">
            <i class="spinner" /> Loading…
          </p>
        ) : (
          <>
            <p class="empty-title">{filtered ? 'None that match' : 'None yet'}</p>
            <p>
              {filtered ? 'Widen the filters.' : 'Send a request with the '}
              {filtered ? null : <a href="/tester">API Tester</a>}
            </p>
          </>
        )}
      </div>
    );
  }
  return (
    <div class="table-frame">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Lead</th>
            <th scope="col">Status</th>
            <th scope="col">Site</th>
            <th scope="col">Channels</th>
            <th scope="col">Accepted</th>
            <th scope="col" class="number">
              Took
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((followUp) => (
            <Row key={followUp.id} followUp={followUp} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ followUp }: { followUp: FollowUpSummary }) {
  const { id, lead, status, channels, created_at: createdAt, finished_at: finishedAt, error } = followUp;
  const { enrollment } = followUp;
  return (
    <tr>
      <th scope="row">
        <a href={`/follow-ups/${id}`}>{lead.name ?? lead.email ?? lead.phone ?? 'A lead without a name'}</a>
        {lead.company ? <span class="muted">{lead.company}</span> : null}
      </th>
      <td>
        <StatusBadge status={status} />
        {error ? <span class="muted mono small">{error.code}</span> : null}
        {enrollment ? <span class="muted small">step {enrollment.step}</span> : null}
      </td>
      <td>{lead.sites.name}</td>
      <td class="muted">{channels.join(', ')}</td>
      <td class="moment">
        <Moment at={createdAt} />
      </td>
      <td class="number">
        {formatDuration(finishedAt ? Date.parse(finishedAt) - Date.parse(createdAt) : null)}
      </td>
    </tr>
  );
}
