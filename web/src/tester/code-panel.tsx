import { useEffect, useState } from 'preact/hooks';
import { leadFollowUpPath } from '../../../src/contract/documented-example.ts';
import { CodeBlock } from '../parts/code-block.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { useApiKey } from '../shell/api-key.tsx';
import type { BuiltRequest } from './build-request.ts';
import type { codeSample } from './code-samples.ts';
import { type Language, languages } from './languages.ts';

const placeholder = 'YOUR_API_KEY';
/** What needs no quoting in any language. Every key of the service is like that. */
const plainKey = /^[\w-]+$/;

/** The request as code in many languages. */
export function CodePanel({ request, withoutKey }: { request: BuiltRequest; withoutKey: boolean }) {
  const { key } = useApiKey();
  const [language, setLanguage] = useState<Language>('curl');
  const [withKey, setWithKey] = useState(false);
  const write = useCodeSample();
  const shownKey = withKey && plainKey.test(key) ? key : placeholder;
  const code = write?.(language, {
    url: `${location.origin}${leadFollowUpPath}`,
    headers: {
      ...(withoutKey ? {} : { 'x-api-key': shownKey }),
      'content-type': 'application/json',
      ...request.headers,
    },
    body: request.body,
  });
  return (
    <div class="code-panel">
      <Tabs label="Language" tabs={languages} selected={language} onSelect={setLanguage}>
        {code === undefined ? (
          <p class="muted">Loading…</p>
        ) : (
          <CodeBlock text={code} label={`The request in ${language}`} />
        )}
      </Tabs>
      <label class="checkbox">
        <input
          type="checkbox"
          checked={withKey}
          disabled={key === '' || withoutKey}
          onChange={({ currentTarget }) => setWithKey(currentTarget.checked)}
        />
        Put my key into the code
      </label>
    </div>
  );
}

/** The library comes when it is first needed. */
function useCodeSample(): typeof codeSample | undefined {
  const [write, setWrite] = useState<{ codeSample: typeof codeSample }>();
  useEffect(() => {
    void import('./code-samples.ts').then(setWrite);
  }, []);
  return write?.codeSample;
}
