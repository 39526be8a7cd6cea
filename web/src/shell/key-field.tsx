import { useId, useState } from 'preact/hooks';
import { useApiKey } from './api-key.tsx';

/** The one place where a key is entered. It goes into the header `x-api-key` of each request, and nowhere else. */
export function KeyField() {
  const { key, remembered, set } = useApiKey();
  const [shown, setShown] = useState(false);
  const id = useId();
  return (
    <div class="key-field">
      <div class="field">
        <label for={id}>
          API key <span class="required">required</span>
        </label>
        <div class="input-row">
          <input
            id={id}
            class="mono"
            {...(shown ? { type: 'text' } : { type: 'password' })}
            autocomplete="off"
            spellcheck={false}
            placeholder={isLoopback() ? 'lf_demo_key opens the demo data' : 'lf_…'}
            aria-describedby={`${id}-help`}
            value={key}
            onInput={({ currentTarget }) => set(currentTarget.value.trim(), remembered)}
          />
          <button
            type="button"
            class="button"
            aria-pressed={shown}
            aria-label="Show the key"
            onClick={() => setShown(!shown)}
          >
            {shown ? 'Hide' : 'Show'}
          </button>
        </div>
      </div>
      <label class="checkbox">
        <input
          type="checkbox"
          checked={remembered}
          onChange={({ currentTarget }) => set(key, currentTarget.checked)}
        />
        Remember on this device
      </label>
      <p class="help" id={`${id}-help`}>
        {remembered
          ? 'Kept in this browser until you untick this.'
          : 'Kept in memory alone: it is gone when you close or reload the page.'}
      </p>
    </div>
  );
}

function isLoopback(): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
}
