import { type Cursor, decodeCursor, invalidCursor } from '../contract/page.ts';

/** The form of every id that the service creates. */
const isTypeId = (id: string) => /^[a-z_]{1,63}_[0-7][0-9a-z]{25}$/.test(id);

/**
 * The order of a list with the newest element first, and the filter for what follows a cursor.
 * @param isIdOfList pass `isUuid` for rows whose ids callers choose
 * @throws AppError INVALID_REQUEST
 */
export function newestFirst(cursor: string | undefined, isIdOfList: (id: string) => boolean = isTypeId) {
  return {
    where: cursor === undefined ? {} : olderThan(readCursor(cursor, isIdOfList)),
    orderBy: [{ createdAt: 'desc' as const }, { id: 'desc' as const }],
  };
}

/**
 * PostgreSQL refuses ids of another form. @throws AppError INVALID_REQUEST unless the cursor's id has the form of this
 * list's ids
 */
export function readCursor(text: string, isIdOfList: (id: string) => boolean): Cursor {
  const cursor = decodeCursor(text);
  if (!isIdOfList(cursor.id)) throw invalidCursor();
  return cursor;
}

function olderThan({ at, id }: Cursor) {
  return { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: id } }] };
}
