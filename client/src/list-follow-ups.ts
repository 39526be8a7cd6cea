import type { Connection } from './connection.ts';
import type { FollowUp, FollowUpFilters } from './follow-up-types.ts';

export interface CallSignal {
  signal?: AbortSignal;
}

export interface FollowUpPage {
  followUps: FollowUp[];
  /** The `cursor` of the next page, or null after the last one. */
  nextCursor: string | null;
}

/**
 * One page of follow-ups, newest first.
 * @throws LeadFollowUpError, ConnectionError
 */
export async function listFollowUpsPage(
  { api, call }: Connection,
  query: FollowUpFilters = {},
  { signal }: CallSignal = {},
): Promise<FollowUpPage> {
  const { body } = await call((options) => api.GET('/api/follow-ups', { params: { query }, ...options }), {
    repeatable: true,
    signal,
  });
  return { followUps: body.data, nextCursor: body.next_cursor };
}

/** All follow-ups, newest first, page by page as they are read. */
export async function* listFollowUps(
  connection: Connection,
  filters: FollowUpFilters = {},
  options: CallSignal = {},
): AsyncGenerator<FollowUp, void, undefined> {
  let cursor = filters.cursor;
  do {
    const page = await listFollowUpsPage(connection, { ...filters, cursor }, options);
    yield* page.followUps;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
