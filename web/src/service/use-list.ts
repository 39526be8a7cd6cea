import { useEffect, useState } from 'preact/hooks';
import type { Failure } from './failure.ts';
import { request } from './request.ts';

export interface List<Item> {
  items: readonly Item[];
  /** Of the page that is on its way, or null. */
  status: 'loading' | 'ready' | 'failed';
  failure: Failure | null;
  nextCursor: string | null;
}

const loading: List<never> = { items: [], status: 'loading', failure: null, nextCursor: null };

/**
 * A list of the API, page by page.
 * @param path with its filters; null: nothing is asked
 */
export function useList<Item>(
  path: string | null,
  key: string,
): List<Item> & { more(): void; reload(): void } {
  const [list, setList] = useState<List<Item>>(loading);
  const [round, setRound] = useState(0);

  const load = async (cursor: string | null, signal?: AbortSignal) => {
    if (path === null) return;
    const url = cursor
      ? `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`
      : path;
    const answer = await request<Item[]>('GET', url, { key, ...(signal ? { signal } : {}) });
    if (signal?.aborted) return;
    setList((before) =>
      answer.ok
        ? {
            items: cursor ? [...before.items, ...answer.data] : answer.data,
            status: 'ready',
            failure: null,
            nextCursor: answer.nextCursor,
          }
        : { ...before, status: 'failed', failure: answer.failure },
    );
  };

  useEffect(() => {
    setList(loading);
    const stop = new AbortController();
    load(null, stop.signal).catch((error: unknown) => {
      if (!stop.signal.aborted) throw error;
    });
    return () => stop.abort();
  }, [path, key, round]);

  return {
    ...list,
    more() {
      setList((before) => ({ ...before, status: 'loading' }));
      void load(list.nextCursor);
    },
    reload: () => setRound((before) => before + 1),
  };
}
