import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useApiKey } from './api-key.tsx';
import { KeyField } from './key-field.tsx';

/** Asks for a key before it shows what needs one, and lets it be changed afterwards. */
export function KeyGate({
  needs = 'It needs the scope follow_ups:read; to cancel or try again also follow_ups:write.',
  children,
}: {
  /** Which scopes the key needs. */
  needs?: string;
  children: ComponentChildren;
}) {
  const { key, set } = useApiKey();
  // Not opened while the first key is still being typed.
  const [opened, setOpened] = useState(key !== '');
  if (!opened || key === '') {
    return (
      <form
        class="card key-gate"
        onSubmit={(event) => {
          event.preventDefault();
          setOpened(true);
        }}
      >
        <h2>A key opens the data</h2>
        <p class="muted">{needs}</p>
        <KeyField />
        <button type="submit" class="button button-primary" disabled={key === ''}>
          Open
        </button>
      </form>
    );
  }
  return (
    <>
      {children}
      <p class="key-note muted small">
        Read with the key that ends in <span class="mono">…{key.slice(-4)}</span>.{' '}
        <button
          type="button"
          class="link-button"
          onClick={() => {
            set('', false);
            setOpened(false);
          }}
        >
          Use another key
        </button>
      </p>
    </>
  );
}
