import { TypeID, typeid } from 'typeid-js';

/** The prefixes of our own ids: they sort by time and say what they are. */
export type IdPrefix =
  | 'org'
  | 'key'
  | 'int'
  | 'imp'
  | 'pgv'
  | 'fup'
  | 'cmd_sales'
  | 'cmd_copywriter'
  | 'mcl'
  | 'enr'
  | 'sup'
  | 'evt'
  | 'whe'
  | 'whd'
  | 'aud'
  | 'req';

/** A new TypeID: `prefix_` and a UUIDv7 in base32. */
export function newId(prefix: IdPrefix): string {
  return typeid(prefix).toString();
}

/** The TypeID that stands for a fixed UUID; the same UUID gives the same id. */
export function idFromUuid(prefix: IdPrefix, uuid: string): string {
  return TypeID.fromUUID(prefix, uuid).toString();
}

const suffix = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** Whether a text has the form of an id with one of the prefixes. */
export function isId(text: string, ...prefixes: IdPrefix[]): boolean {
  return prefixes.some(
    (prefix) => text.startsWith(`${prefix}_`) && suffix.test(text.slice(prefix.length + 1)),
  );
}
