import { type Cursor, decodeCursor, invalidCursor } from '../contract/page.ts';

/** The form of every id that the service creates. */
const isTypeId = (id: string) => /^[a-z_]{1,63}_[0-7][0-9a-z]{25}$/.test(id);

/**
 * The order of a list with the newest element first, and the filter for what follows a cursor.
 * @param isIdOfList pass `isUuid` for rows whose ids callers choose
 * @throws AppError INVALID_REQUEST
 */
export function newestFirst(cursor: string | undefined, isIdOfList?: (id: string) => boolean) {
  return byAge(cursor, 'desc', isIdOfList);
}

/** The same for a list with the newest or the oldest element first. @throws AppError INVALID_REQUEST */
export function byAge(
  cursor: string | undefined,
  order: 'asc' | 'desc' = 'desc',
  isIdOfList: (id: string) => boolean = isTypeId,
) {
  return {
    where: cursor === undefined ? {} : after(readCursor(cursor, isIdOfList), order),
    orderBy: [{ createdAt: order }, { id: order }],
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

function after({ at, id }: Cursor, order: 'asc' | 'desc') {
  const beyond = (value: string) => (order === 'desc' ? { lt: value } : { gt: value });
  return { OR: [{ createdAt: beyond(at) }, { createdAt: at, id: beyond(id) }] };
}
