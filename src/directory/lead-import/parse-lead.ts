import { v5 as uuidV5 } from 'uuid';
import { findUnstorableText } from '../../contract/json-safety.ts';
import { isPhoneNumber, phoneNumberForm } from '../../contract/phone-number.ts';
import { type LeadBody, leadBodySchema } from '../../contract/resources/lead.ts';
import { isUuid, mustBeUuid } from '../../contract/uuid.ts';
import type { Column, Header } from './header.ts';

export interface ImportedLead extends Omit<LeadBody, 'preferences'> {
  id: string;
}

/** A lead, or the reason why the row was left out. The reason never quotes the row. */
export type ParsedLead = { ok: true; lead: ImportedLead } | { ok: false; reason: string };

/** What a decoder inserts for bytes that are not valid UTF-8. */
const replacementCharacter = '\uFFFD';

/** Parses a row of a file by the rules of PUT for a lead. */
export function parseLead(cells: readonly string[], header: Header, siteId: string): ParsedLead {
  if (cells.length !== header.cells.length) {
    return leftOut(`it has ${cells.length} columns instead of ${header.cells.length}`);
  }
  const fields = new Map<Column, string>();
  header.cells.forEach((column, index) => {
    const cell = cells[index]?.trim();
    if (column && cell) fields.set(column, cell);
  });
  const body = Object.fromEntries([...fields].map(([column, cell]) => [column, toField(column, cell)]));
  const garbled = [...fields].find(([, cell]) => cell.includes(replacementCharacter));
  if (garbled) return leftOut(`${garbled[0]}: is not valid UTF-8: save the file as UTF-8`);
  const unstorable = findUnstorableText(body);
  if (unstorable !== null) return leftOut(`${unstorable}: must not contain NUL characters`);
  const parsed = leadBodySchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return leftOut(`${issue?.path[0]?.toString()}: ${issue?.message}`);
  }
  const { preferences: _none, ...lead } = parsed.data;
  if (lead.phone !== null && !isPhoneNumber(lead.phone)) return leftOut(`phone ${phoneNumberForm}`);
  if (!lead.email && !lead.phone && !lead.name) return leftOut('it has neither email nor phone nor name');
  const given = fields.get('id');
  if (given !== undefined && !isUuid(given)) return leftOut(`id: ${mustBeUuid}`);
  const id = given?.toLowerCase() ?? deriveId(lead, siteId);
  return id === null
    ? leftOut('it has no id, and neither email nor phone to derive one from')
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

/** Derives the same id for the same lead of the same site in each run. */
function deriveId({ email, phone }: Pick<LeadBody, 'email' | 'phone'>, siteId: string): string | null {
  if (email) return uuidV5(`email:${email.toLowerCase()}`, siteId);
  return phone ? uuidV5(`phone:${phone.replace(/\D/g, '')}`, siteId) : null;
}

function leftOut(reason: string): ParsedLead {
  return { ok: false, reason };
}
