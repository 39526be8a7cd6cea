import { type Channel, channelSchema, channels } from '../../contract/channels.ts';
import type { LeadBody } from '../../contract/resources/lead.ts';
import type { Header } from './header.ts';
import { identifyLead } from './identify-lead.ts';
import { joinName } from './join-name.ts';
import { type CellWarning, RowFields } from './read-fields.ts';
import { readYesNo } from './read-yes-no.ts';

export interface ImportedLead extends Omit<LeadBody, 'preferences' | 'timezone'> {
  id: string;
  /** Fields whose cells could not be used. Of a lead that is stored already, they stay as they are. */
  kept: string[];
}

/** A lead, or the reason why the row is skipped. */
export type ParsedLead =
  | { ok: true; lead: ImportedLead; warnings: CellWarning[] }
  | { ok: false; reason: CellWarning };

/** Parses a row of a file by the rules of PUT for a lead. A field that cannot be used is left out, and the lead stays. */
export function parseLead(cells: readonly string[], header: Header, siteId: string): ParsedLead {
  const { length } = header.names;
  if (cells.length !== length) return skipped(null, `it has ${cells.length} columns instead of ${length}`);
  const row = new RowFields(cells, header);
  const optOuts = readOptOuts(row);
  // Without them, the lead might be written to against its will.
  if (!(optOuts instanceof Set)) return { ok: false, reason: optOuts };
  const body = {
    name: row.limit('name', joinName(row.readName())),
    company: row.read('company'),
    position: row.read('position'),
    email: row.read('email'),
    phone: row.read('phone'),
    pain_points: row.readList('pain_points'),
    budget_range: row.read('budget_range'),
    lead_stage: row.read('lead_stage'),
    locale: row.read('locale'),
    opt_outs: channels.filter((channel) => optOuts.has(channel)),
  };
  const [record] = row.cells('id').filter(({ text }) => !saysNothing.test(text));
  const id = identifyLead(
    { ...body, record: record ? { column: record.column, id: record.text } : null },
    siteId,
  );
  if (id === 'shortened') {
    const reason =
      'is a number that a spreadsheet has shortened: format the column as text and export it again';
    return skipped(record?.column ?? null, reason);
  }
  if (id === null) return skipped(null, 'nothing identifies the lead: no id, email, phone, name or company');
  return { ok: true, lead: { ...body, id, kept: [...row.unusable] }, warnings: row.warnings };
}

/** What programs write where there is no id. */
const saysNothing = /^(?:[-–—?.]+|n\/?a|nil|null|none|undefined|nan|unknown|0|#\S+[!?]?|\(not set\))$/i;

const flags = [
  ['email_opt_out', ['email']],
  ['whatsapp_opt_out', ['whatsapp']],
  ['all_opt_out', channels],
] as const;

function readOptOuts(row: RowFields): Set<Channel> | CellWarning {
  const found = new Set<Channel>();
  for (const { column, text } of row.cells('opt_outs')) {
    for (const name of text.toLowerCase().split(/[\s;|,]+/)) {
      if (name === '') continue;
      const channel = channelSchema.safeParse(name);
      if (!channel.success) return { column, message: `must name channels: ${channels.join(', ')}` };
      found.add(channel.data);
    }
  }
  for (const [field, meant] of flags) {
    for (const { column, text } of row.cells(field)) {
      const says = readYesNo(text);
      if (says === null) row.warn(column, 'is neither yes nor no: the lead counts as opted out');
      if (says !== false) for (const channel of meant) found.add(channel);
    }
  }
  return found;
}

function skipped(column: string | null, message: string): ParsedLead {
  return { ok: false, reason: { column, message } };
}
