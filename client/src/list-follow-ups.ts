import type { Connection, RequestOptions } from './connection.ts';
import type { FollowUpFilters, Listed, View } from './follow-up-types.ts';

export interface FollowUpPage<V extends View = 'summary'> {
  followUps: Listed<V>[];
  /** The `cursor` of the next page, or null after the last one. */
  nextCursor: string | null;
}

/**
 * One page of follow-ups, newest first. It ends before `limit` when they are large.
 * @throws LeadFollowUpError, ConnectionError
 */
export async function listFollowUpsPage<V extends View = 'summary'>(
  { api, call }: Connection,
  query: FollowUpFilters<V> = {},
  options: RequestOptions = {},
): Promise<FollowUpPage<V>> {
  const { body } = await call((attempt) => api.GET('/api/follow-ups', { params: { query }, ...attempt }), {
    repeatable: true,
    ...options,
  });
  // The API document says that a list holds either; which one, the query has said.
  return { followUps: body.data as Listed<V>[], nextCursor: body.next_cursor };
}

/** All follow-ups, newest first, page by page as they are read. */
export async function* listFollowUps<V extends View = 'summary'>(
  connection: Connection,
  filters: FollowUpFilters<V> = {},
  options: RequestOptions = {},
): AsyncGenerator<Listed<V>, void, undefined> {
  let cursor = filters.cursor;
  do {
    const page = await listFollowUpsPage(connection, { ...filters, cursor }, options);
    yield* page.followUps;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
