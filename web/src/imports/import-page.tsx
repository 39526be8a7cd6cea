import type { LeadImportView } from '../../../src/contract/resources/lead-import.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { formatNumber } from '../parts/format.ts';
import { Moment } from '../parts/moment.tsx';
import { Section } from '../parts/section.tsx';
import { StatusBadge } from '../parts/status-badge.tsx';
import { useApiKey } from '../shell/api-key.tsx';
import { KeyGate } from '../shell/key-gate.tsx';
import { useImport } from './use-import.ts';

/** /imports/{id}: how far an import is, and what came of it. */
export function ImportPage({ id }: { id: string }) {
  return (
    <div class="page">
      <p class="back">
        <a href="/imports">← Imports</a>
      </p>
      <KeyGate needs="It needs the scope data:read.">
        <Import key={id} id={id} />
      </KeyGate>
    </div>
  );
}

function Import({ id }: { id: string }) {
  const { key } = useApiKey();
  const { found, failure } = useImport(id, key);
  if (!found) {
    return (
      <>
        <h1 class="visually-hidden">An import</h1>
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
  const { error, warnings, columns, ignored_columns: ignored } = found;
  return (
    <>
      <Head found={found} />
      {failure ? <FailureNotice failure={failure} /> : null}
      {error ? <FailureNotice failure={error} /> : null}
      <Progress found={found} />
      {Object.keys(columns).length > 0 ? <Columns columns={columns} ignored={ignored} /> : null}
      {warnings.length > 0 ? <Warnings found={found} /> : null}
    </>
  );
}

function Head({ found }: { found: LeadImportView }) {
  const { id, status, dry_run: isDryRun, created_at: createdAt } = found;
  return (
    <div class="page-head">
      <div class="title-row">
        <h1>
          {isDryRun ? 'Dry run' : 'Import'}{' '}
          <span class="muted">
            <Moment at={createdAt} />
          </span>
        </h1>
        <StatusBadge status={status} />
      </div>
      <p class="id-row muted">
        <span class="mono">{id}</span> <CopyButton text={id} label="Copy id" />
      </p>
    </div>
  );
}

function Progress({ found }: { found: LeadImportView }) {
  const { bytes, bytes_read: bytesRead, finished_at: finishedAt, dry_run: isDryRun } = found;
  const counts: [string, number][] = [
    ['Rows read', found.rows],
    ['Created', found.created],
    ['Updated', found.updated],
    ['Unchanged', found.unchanged],
    ['Left out', found.skipped],
  ];
  return (
    <div class="card import-progress">
      {finishedAt === null ? (
        <label>
          Reading the file
          <progress max={bytes} value={bytesRead} />
        </label>
      ) : null}
      <dl class="import-counts">
        {counts.map(([name, count]) => (
          <div key={name}>
            <dt class="muted small">{name}</dt>
            <dd>{formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
      {isDryRun ? (
        <p class="muted small">A dry run: this is what the file would change. Nothing was written.</p>
      ) : null}
    </div>
  );
}

function Columns({ columns, ignored }: { columns: Record<string, string>; ignored: readonly string[] }) {
  return (
    <Section title="Columns">
      <dl class="about import-columns">
        {Object.entries(columns).map(([name, field]) => (
          <>
            <dt>{name}</dt>
            <dd class="mono">{field}</dd>
          </>
        ))}
        {ignored.length > 0 ? (
          <>
            <dt>Ignored</dt>
            <dd>{ignored.join(', ')}</dd>
          </>
        ) : null}
      </dl>
    </Section>
  );
}

function Warnings({ found: { warnings, warning_count: count } }: { found: LeadImportView }) {
  const title =
    count > warnings.length ? `The first ${warnings.length} of ${formatNumber(count)} warnings` : 'Warnings';
  return (
    <Section title={title}>
      <div class="table-frame">
        <table class="table table-dense">
          <thead>
            <tr>
              <th scope="col" class="number">
                Line
              </th>
              <th scope="col">Column</th>
              <th scope="col">Warning</th>
            </tr>
          </thead>
          <tbody>
            {warnings.map(({ line, column, message }) => (
              <tr key={`${line} ${column} ${message}`}>
                <td class="number">{line}</td>
                <td>{column ?? '–'}</td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
