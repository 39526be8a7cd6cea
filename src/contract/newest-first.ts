import { AppError } from './errors.ts';
import { type Cursor, decodeCursor, olderThan } from './page.ts';

/** Ids of our own, whatever they stand for. */
const isTypeId = (id: string) => /^[a-z_]{1,63}_[0-7][0-9a-z]{25}$/.test(id);

/** The order and the start of rows that are listed newest first. Callers' own ids are UUIDs: `isUuid`. */
export function newestFirst(cursor: string | undefined, isIdOfList: (id: string) => boolean = isTypeId) {
  if (cursor !== undefined) readCursor(cursor, isIdOfList);
  return {
    where: olderThan(cursor),
    orderBy: [{ createdAt: 'desc' as const }, { id: 'desc' as const }],
  };
}

/** @throws AppError INVALID_REQUEST for a cursor that PostgreSQL would choke on: no page of this list has given it out */
export function readCursor(text: string, isIdOfList: (id: string) => boolean): Cursor {
  const cursor = decodeCursor(text);
  if (isIdOfList(cursor.id)) return cursor;
  throw new AppError('INVALID_REQUEST', 'cursor: must be the next_cursor of a page', {
    details: { parameter: 'cursor' },
  });
}
