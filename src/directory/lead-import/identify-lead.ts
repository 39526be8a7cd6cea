import { v5 as uuidV5 } from 'uuid';
import { isUuid } from '../../contract/uuid.ts';
import { bareName } from './column-aliases.ts';

/** What a lead can be recognised by when the file is imported again. */
export interface Identity {
  /** The cell of the id's column, and the name of that column. */
  record: { column: string; id: string } | null;
  email: string | null;
  phone: string | null;
  name: string | null;
  company: string | null;
}

/** A long number that a spreadsheet has shortened, such as 1.23E+15: different ones look alike. */
const shortenedNumber = /^\d(?:[.,]\d+)?E\+\d+$/i;

/**
 * The id of a lead: its own if that is a UUID, else one that is derived from what identifies it. The same lead of the same
 * site gets the same id in each import. The name of the column is part of it, because two systems count their records from 1.
 * @returns null if nothing identifies it; `shortened` if its id was damaged
 */
export function identifyLead(identity: Identity, siteId: string): string | null | 'shortened' {
  const { record, email, phone, name, company } = identity;
  if (record) {
    if (isUuid(record.id)) return record.id.toLowerCase();
    if (shortenedNumber.test(record.id)) return 'shortened';
    return uuidV5(`record:${bareName(record.column)}:${record.id}`, siteId);
  }
  if (email) return uuidV5(`email:${email.toLowerCase()}`, siteId);
  if (phone) return uuidV5(`phone:${phone.replace(/\D/g, '')}`, siteId);
  if (!name && !company) return null;
  return uuidV5(`name:${JSON.stringify([name, company].map((text) => text?.toLowerCase() ?? null))}`, siteId);
}
