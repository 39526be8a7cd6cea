import { useId, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { AcceptedImport } from '../../../src/contract/resources/lead-import.ts';
import { FailureNotice } from '../parts/failure-notice.tsx';
import type { Failure } from '../service/failure.ts';
import { request } from '../service/request.ts';
import { useApiKey } from '../shell/api-key.tsx';
import { Picker, type StoredItem } from '../tester/picker.tsx';

const sites = { path: '/api/sites?limit=100', label: ({ id, name }: StoredItem) => name ?? id };

/** Sends a file, and leads to its report. */
export function ImportForm() {
  const { key } = useApiKey();
  const { route } = useLocation();
  const id = useId();
  const [siteId, setSiteId] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [choices, setChoices] = useState('');
  const [encoding, setEncoding] = useState('');
  const [isDryRun, setDryRun] = useState(true);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  const send = async (event: Event) => {
    event.preventDefault();
    if (!file) return;
    setBusy(true);
    const query = new URLSearchParams(isDryRun ? { dry_run: 'true' } : {});
    if (encoding.trim() !== '') query.set('encoding', encoding.trim());
    for (const line of choices.split('\n')) if (line.trim() !== '') query.append('map', line.trim());
    const path = `/api/sites/${encodeURIComponent(siteId)}/leads/import?${query}`;
    const answer = await request<AcceptedImport>('POST', path, { key, file });
    setBusy(false);
    setFailure(answer.ok ? null : answer.failure);
    if (answer.ok) route(`/imports/${answer.data.id}`);
  };

  return (
    <form class="card import-form" onSubmit={send}>
      <div class="field">
        <label for={`${id}-site`}>Site</label>
        <div class="input-row">
          <input
            id={`${id}-site`}
            class="mono"
            required
            placeholder="UUID"
            autocomplete="off"
            spellcheck={false}
            value={siteId}
            onInput={({ currentTarget }) => setSiteId(currentTarget.value.trim())}
          />
          <Picker source={sites} name="site" value={siteId} onPick={setSiteId} />
        </div>
      </div>
      <div class="field">
        <label for={`${id}-file`}>CSV file, at most 50 MB</label>
        <input
          id={`${id}-file`}
          type="file"
          required
          accept=".csv,.tsv,.txt,text/csv"
          onChange={({ currentTarget }) => setFile(currentTarget.files?.[0] ?? null)}
        />
      </div>
      <details class="import-options">
        <summary>Columns and encoding</summary>
        <div class="field">
          <label for={`${id}-choices`}>Columns that are not recognised, one a line</label>
          <textarea
            id={`${id}-choices`}
            class="mono"
            rows={3}
            spellcheck={false}
            placeholder="Direct line: phone"
            value={choices}
            onInput={({ currentTarget }) => setChoices(currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for={`${id}-encoding`}>Encoding, if it is neither UTF-8 nor UTF-16</label>
          <input
            id={`${id}-encoding`}
            class="mono"
            placeholder="windows-1252"
            spellcheck={false}
            value={encoding}
            onInput={({ currentTarget }) => setEncoding(currentTarget.value)}
          />
        </div>
      </details>
      <label class="checkbox">
        <input
          type="checkbox"
          checked={isDryRun}
          onChange={({ currentTarget }) => setDryRun(currentTarget.checked)}
        />
        Dry run: report what the file would change, and change nothing
      </label>
      {failure ? <FailureNotice failure={failure} /> : null}
      <button type="submit" class="button button-primary" disabled={busy || !file || siteId === ''}>
        {busy ? 'Sending…' : 'Import'}
      </button>
    </form>
  );
}
