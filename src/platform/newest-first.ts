import { type Cursor, decodeCursor, invalidCursor } from '../contract/page.ts';

/** The ids that the service creates, of any kind. */
const isTypeId = (id: string) => /^[a-z_]{1,63}_[0-7][0-9a-z]{25}$/.test(id);

/**
 * The order of a list that is newest first, and the filter for what comes after a cursor.
 * @param isIdOfList pass `isUuid` for rows whose ids the caller chose
 * @throws AppError INVALID_REQUEST
 */
export function newestFirst(cursor: string | undefined, isIdOfList: (id: string) => boolean = isTypeId) {
  return {
    where: cursor === undefined ? {} : olderThan(readCursor(cursor, isIdOfList)),
    orderBy: [{ createdAt: 'desc' as const }, { id: 'desc' as const }],
  };
}

/** @throws AppError INVALID_REQUEST unless the id in the cursor has the form of this list's ids, which PostgreSQL needs */
export function readCursor(text: string, isIdOfList: (id: string) => boolean): Cursor {
  const cursor = decodeCursor(text);
  if (!isIdOfList(cursor.id)) throw invalidCursor();
  return cursor;
}

function olderThan({ at, id }: Cursor) {
  return { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: id } }] };
}
