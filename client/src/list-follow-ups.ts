import type { Connection, RequestOptions } from './connection.ts';
import type { FollowUpFilters, Listed, View } from './follow-up-types.ts';
import { overPages, type Page } from './pages.ts';

export interface FollowUpPage<V extends View = 'summary'> {
  followUps: Listed<V>[];
  /** The `cursor` of the next page, or null after the last one. */
  nextCursor: string | null;
}

/**
 * One page of follow-ups, newest first unless `order` is `asc`. It ends before `limit` when they are large.
 * @throws LeadFollowUpError, ConnectionError
 */
export async function listFollowUpsPage<V extends View = 'summary'>(
  connection: Connection,
  query: FollowUpFilters<V> = {},
  options: RequestOptions = {},
): Promise<FollowUpPage<V>> {
  const page = await readPage(connection, query, options);
  return { followUps: page.data, nextCursor: page.next_cursor };
}

/** All follow-ups, newest first unless `order` is `asc`, page by page as they are read. */
export function listFollowUps<V extends View = 'summary'>(
  connection: Connection,
  filters: FollowUpFilters<V> = {},
  options: RequestOptions = {},
): AsyncGenerator<Listed<V>, void, undefined> {
  return overPages((cursor) => readPage(connection, { ...filters, cursor }, options), filters.cursor);
}

async function readPage<V extends View>(
  { api, call }: Connection,
  query: FollowUpFilters<V>,
  options: RequestOptions,
): Promise<Page<Listed<V>>> {
  const { body } = await call((attempt) => api.GET('/api/follow-ups', { params: { query }, ...attempt }), {
    repeatable: true,
    ...options,
  });
  // The API document says that a list holds either; which one, the query has said.
  return body as Page<Listed<V>>;
}
