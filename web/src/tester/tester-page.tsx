import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { CopyButton } from '../parts/copy-button.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { useApiKey } from '../shell/api-key.tsx';
import { buildRequest } from './build-request.ts';
import { CodePanel } from './code-panel.tsx';
import { linkHash, readLinkHash } from './form-link.ts';
import { emptyForm, type FormValues } from './form-values.ts';
import { PresetBar } from './preset-bar.tsx';
import { documentedExample, type Preset } from './presets.ts';
import { RequestForm } from './request-form.tsx';
import { ResultPanel } from './result-panel.tsx';
import { useSending } from './use-sending.ts';

const views = [
  { id: 'code', label: 'Request code' },
  { id: 'result', label: 'Result' },
] as const;

/** /tester: the Lead Follow-up API Tester. */
export function TesterPage() {
  const { key } = useApiKey();
  const [form, setForm] = useFormOfLink(documentedExample.form);
  const [chosen, setChosen] = useState<Preset | null>(location.hash ? null : documentedExample);
  const [view, setView] = useState<'code' | 'result'>('code');
  const [sending, send] = useSending();
  const output = useRef<HTMLDivElement>(null);
  const built = useMemo(() => buildRequest(form), [form]);
  const faults = Object.keys(built.faults);
  const missingKey = key === '' && !form.withoutKey;

  const submit = (event: Event) => {
    event.preventDefault();
    if (faults.length > 0 || sending.phase === 'sending') return;
    setView('result');
    void send(built, form.withoutKey ? '' : key);
    // Where it stands below the form; where it stands beside it, it is in view already.
    if (!matchMedia('(width >= 64rem)').matches) output.current?.scrollIntoView();
  };

  return (
    <div class="tester">
      <div class="page-head">
        <h1>Lead Follow-up API Tester</h1>
        <p class="muted">
          Build a request, see the code that sends it, send it, and look at the messages as the lead would.
        </p>
      </div>
      <form class="tester-form" onSubmit={submit} noValidate>
        <PresetBar
          chosen={chosen}
          onChoose={(preset) => {
            setChosen(preset);
            setForm(preset.form);
          }}
        />
        <RequestForm
          form={form}
          built={built}
          onChange={(next) => {
            setForm(next);
            setChosen(null);
          }}
        />
        <div class="send-bar">
          <button
            type="submit"
            class="button button-primary"
            disabled={faults.length > 0 || sending.phase === 'sending'}
          >
            Send request
          </button>
          <CopyButton
            label="Copy link to this form"
            text={() => `${location.origin}/tester${linkHash(form)}`}
          />
          <button type="button" class="button button-small" onClick={() => setForm(emptyForm)}>
            Clear
          </button>
          <p class="send-note" role="status">
            {faults.length > 0 ? `Mend first: ${faults.join(', ')}` : missingKey ? 'No key entered yet' : ''}
          </p>
        </div>
      </form>
      <div class="tester-output" ref={output}>
        <Tabs label="Output" kind="pill" tabs={views} selected={view} onSelect={setView}>
          {view === 'code' ? (
            <CodePanel request={built} withoutKey={form.withoutKey} />
          ) : (
            <ResultPanel sending={sending} />
          )}
        </Tabs>
      </div>
    </div>
  );
}

/** The form, restored from the link that the page was opened with. */
function useFormOfLink(otherwise: FormValues) {
  const [form, setForm] = useState<FormValues>(() => readLinkHash(location.hash) ?? otherwise);
  useEffect(() => {
    const onHashChange = () => {
      const linked = readLinkHash(location.hash);
      if (linked) setForm(linked);
    };
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  }, []);
  return [form, setForm] as const;
}
