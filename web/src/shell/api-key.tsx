import { type ComponentChildren, createContext } from 'preact';
import { useContext, useMemo, useState } from 'preact/hooks';

const storageName = 'lead-followup.api-key';

export interface ApiKey {
  key: string;
  /** Whether this device keeps it; else it is gone with the page. */
  remembered: boolean;
  set(key: string, remember: boolean): void;
}

const ApiKeyContext = createContext<ApiKey | null>(null);

/** Holds the key for all pages, in memory unless the user says otherwise. */
export function ApiKeyProvider({ children }: { children: ComponentChildren }) {
  const [state, setState] = useState(readStored);
  const value = useMemo<ApiKey>(
    () => ({
      ...state,
      set(key, remember) {
        store(remember ? key : '');
        setState({ key, remembered: remember });
      },
    }),
    [state],
  );
  return <ApiKeyContext.Provider value={value}>{children}</ApiKeyContext.Provider>;
}

/** @throws outside of ApiKeyProvider */
export function useApiKey(): ApiKey {
  const value = useContext(ApiKeyContext);
  if (!value) throw new Error('useApiKey stands outside of ApiKeyProvider');
  return value;
}

function readStored(): { key: string; remembered: boolean } {
  try {
    const key = localStorage.getItem(storageName) ?? '';
    return { key, remembered: key !== '' };
  } catch {
    // A browser that keeps nothing for this origin: there is no key yet.
    return { key: '', remembered: false };
  }
}

function store(key: string): void {
  try {
    if (key) localStorage.setItem(storageName, key);
    else localStorage.removeItem(storageName);
  } catch {
    // It is kept in memory all the same.
  }
}
