import { v5 as uuidV5 } from 'uuid';
import { findUnstorableText } from '../../contract/json-safety.ts';
import { isPhoneNumber, phoneNumberForm } from '../../contract/phone-number.ts';
import { type LeadBody, leadBodySchema } from '../../contract/resources/lead.ts';
import { isUuid, mustBeUuid } from '../../contract/uuid.ts';
import type { Column, Header } from './header.ts';

export interface ImportedLead extends Omit<LeadBody, 'preferences'> {
  id: string;
}

/** A lead, or why a row is none. The reason never quotes the row. */
export type ParsedLead = { ok: true; lead: ImportedLead } | { ok: false; reason: string };

/** What a decoder puts in place of bytes that are not UTF-8. */
const replacementCharacter = '\uFFFD';

/** Reads a row of a file as PUT reads the body of a lead. */
export function parseLead(cells: readonly string[], header: Header, siteId: string): ParsedLead {
  if (cells.length !== header.cells.length) {
    return left(`it has ${cells.length} columns instead of ${header.cells.length}`);
  }
  const fields = new Map<Column, string>();
  header.cells.forEach((column, index) => {
    const cell = cells[index]?.trim();
    if (column && cell) fields.set(column, cell);
  });
  const body = Object.fromEntries([...fields].map(([column, cell]) => [column, toField(column, cell)]));
  const garbled = [...fields].find(([, cell]) => cell.includes(replacementCharacter));
  if (garbled) return left(`${garbled[0]}: is not valid UTF-8: save the file as UTF-8`);
  const unstorable = findUnstorableText(body);
  if (unstorable !== null) return left(`${unstorable}: must be without NUL characters`);
  const parsed = leadBodySchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return left(`${issue?.path[0]?.toString()}: ${issue?.message}`);
  }
  const { preferences: _none, ...lead } = parsed.data;
  if (lead.phone !== null && !isPhoneNumber(lead.phone)) return left(`phone ${phoneNumberForm}`);
  if (!lead.email && !lead.phone && !lead.name) return left('it has neither email nor phone nor name');
  const given = fields.get('id');
  if (given !== undefined && !isUuid(given)) return left(`id: ${mustBeUuid}`);
  const id = given?.toLowerCase() ?? deriveId(lead, siteId);
  return id === null
    ? left('it has no id, and neither email nor phone to derive one from')
    : { ok: true, lead: { ...lead, id } };
}

function toField(column: Column, cell: string): string | string[] {
  if (column === 'pain_points') return cell.split(/[;|]/);
  if (column === 'opt_outs')
    return cell
      .toLowerCase()
      .split(/[\s;|,]+/)
      .filter((channel) => channel !== '');
  return cell;
}

/** The same lead of the same site gets the same id in each run. */
function deriveId({ email, phone }: Pick<LeadBody, 'email' | 'phone'>, siteId: string): string | null {
  if (email) return uuidV5(`email:${email.toLowerCase()}`, siteId);
  return phone ? uuidV5(`phone:${phone.replace(/\D/g, '')}`, siteId) : null;
}

function left(reason: string): ParsedLead {
  return { ok: false, reason };
}
