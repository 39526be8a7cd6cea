import { useEffect, useState } from 'preact/hooks';
import type { LeadImportView } from '../../../src/contract/resources/lead-import.ts';
import type { Failure } from '../service/failure.ts';
import { request } from '../service/request.ts';

const pollMs = 1_000;

interface ReadImport {
  /** Null until it has been read. */
  found: LeadImportView | null;
  failure: Failure | null;
}

/** An import as it stands, read again until it has ended. */
export function useImport(id: string, key: string): ReadImport {
  const [state, setState] = useState<ReadImport>({ found: null, failure: null });
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      const path = `/api/imports/${encodeURIComponent(id)}`;
      const answer = await request<LeadImportView>('GET', path, { key, signal: stop.signal });
      if (stop.signal.aborted) return;
      setState((before) =>
        answer.ok ? { found: answer.data, failure: null } : { ...before, failure: answer.failure },
      );
      // An import that does not exist never will.
      const goesOn = answer.ok ? answer.data.finished_at === null : (answer.failure.status ?? 500) >= 429;
      if (goesOn) timer = setTimeout(() => void poll(), pollMs);
    };
    const poll = () =>
      read().catch((error: unknown) => {
        if (!stop.signal.aborted) throw error;
      });
    void poll();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [id, key]);
  return state;
}
