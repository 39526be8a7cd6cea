import type { LeadImportView } from '../../../src/contract/resources/lead-import.ts';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { formatNumber } from '../parts/format.ts';
import { Moment } from '../parts/moment.tsx';
import { Section } from '../parts/section.tsx';
import { StatusBadge } from '../parts/status-badge.tsx';
import { useList } from '../service/use-list.ts';
import { useApiKey } from '../shell/api-key.tsx';
import { KeyGate } from '../shell/key-gate.tsx';
import { ImportForm } from './import-form.tsx';

/** /imports: sends a file of leads, and lists the files that were sent. */
export function ImportsPage() {
  return (
    <div class="page">
      <div class="page-head">
        <h1>Imports</h1>
        <p class="muted">Leads from a CSV file: the export of a CRM, an address book or a mailing tool.</p>
      </div>
      <KeyGate needs="It needs the scopes data:read and data:write.">
        <ImportForm />
        <Imports />
      </KeyGate>
    </div>
  );
}

function Imports() {
  const { key } = useApiKey();
  const list = useList<LeadImportView>('/api/imports', key);
  return (
    <Section
      title="Sent before"
      aside={
        <button type="button" class="button button-small" onClick={list.reload}>
          Refresh
        </button>
      }
    >
      {list.failure ? <FailureNotice failure={list.failure} /> : null}
      {list.items.length > 0 ? <Rows imports={list.items} /> : null}
      {list.items.length === 0 && list.status === 'ready' ? <p class="muted">None yet.</p> : null}
      {list.nextCursor ? (
        <button type="button" class="button" disabled={list.status === 'loading'} onClick={list.more}>
          Show older ones
        </button>
      ) : null}
    </Section>
  );
}

function Rows({ imports }: { imports: readonly LeadImportView[] }) {
  return (
    <div class="table-frame">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Sent</th>
            <th scope="col">Status</th>
            <th scope="col">Leads</th>
            <th scope="col" class="number">
              Rows
            </th>
          </tr>
        </thead>
        <tbody>
          {imports.map(
            ({ id, status, dry_run: isDryRun, created, updated, unchanged, rows, created_at: at }) => (
              <tr key={id}>
                <th scope="row">
                  <a href={`/imports/${id}`}>
                    <Moment at={at} />
                  </a>
                </th>
                <td>
                  <StatusBadge status={status} />
                  {isDryRun ? <span class="muted">dry run</span> : null}
                </td>
                <td>
                  {formatNumber(created)} created, {formatNumber(updated)} updated, {formatNumber(unchanged)}{' '}
                  unchanged
                </td>
                <td class="number">{formatNumber(rows)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}
