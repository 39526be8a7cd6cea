import { decodeHTMLStrict } from 'entities';
import { findEmptyValue } from './empty-values.ts';
import { cleanLocale } from './locale.ts';
import { cleanPhoneNumber, isPhoneNumber, phoneNumberForm } from './phone-number.ts';

/** The text fields of a lead. */
export const leadTextFields = [
  'name',
  'company',
  'position',
  'email',
  'phone',
  'budget_range',
  'lead_stage',
  'locale',
] as const;
export type LeadTextField = (typeof leadTextFields)[number];

/** A value as a CRM, a spreadsheet or a form sent it, cleaned. */
export interface CleanedValue {
  /** Null: it holds nothing that can be used. */
  value: string | null;
  /** Why the value is not used, or not as it was. Never quotes it. */
  warning?: string;
}

/** Invisible characters that come along when text is copied: directional marks, zero-width characters, soft hyphens. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const invisibleAround = new RegExp(`^(?:\\s|${invisible.source})+|(?:\\s|${invisible.source})+$`, 'g');

/**
 * Cleans one value of a lead. HTML entities are decoded once. What programs write for "no value" is no value. Email
 * addresses and phone numbers lose what stands around them. A value that is malformed all the same stays, so that the
 * schema of its field can refuse it; `cleanLeadField` drops a malformed phone number instead.
 */
export function cleanLeadValue(field: LeadTextField, text: string): CleanedValue {
  const decoded = decodeEntities(text).replace(invisibleAround, '');
  if (decoded === '') return { value: null };
  const empty = findEmptyValue(field, decoded);
  if (empty) return { value: null, warning: empty };
  switch (field) {
    case 'email':
      return { value: cleanEmail(decoded) };
    case 'phone':
      return cleanPhoneNumber(decoded);
    case 'locale':
      return { value: cleanLocale(decoded) ?? decoded };
    case 'name':
      return cleanName(decoded);
    default:
      return { value: decoded };
  }
}

/** The same for a cell of a file: a malformed phone number is left out, and the lead is not. */
export function cleanLeadField(field: LeadTextField, text: string): CleanedValue {
  const cleaned = cleanLeadValue(field, text);
  if (field === 'phone' && cleaned.value !== null && !isPhoneNumber(cleaned.value)) {
    return { value: null, warning: `${phoneNumberForm}: left out` };
  }
  return cleaned;
}

/** Decodes `&amp;` and the like, once. `AT&T` stays. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? decodeHTMLStrict(text) : text;
}

/**
 * Cleans the fields of a lead in a request.
 * @param prefix how warnings name the fields, such as `leadData.`
 * @param blank what happens to a field that is blank, for the warning
 */
export function cleanLeadFields(
  fields: Record<string, unknown>,
  { prefix, blank }: { prefix: string; blank: string },
): { fields: Record<string, unknown>; warnings: string[] } {
  const warnings: string[] = [];
  const cleaned: Record<string, unknown> = { ...fields };
  for (const field of leadTextFields) {
    const given = fields[field];
    if (typeof given !== 'string') continue;
    const { value, warning } = cleanLeadValue(field, given);
    cleaned[field] = value ?? '';
    if (warning) warnings.push(`${prefix}${field} ${warning}`);
    else if (value === null && blank !== '') warnings.push(`${prefix}${field} is blank: ${blank}`);
  }
  const { pain_points: points } = fields;
  if (Array.isArray(points)) {
    cleaned['pain_points'] = points.map((point) =>
      typeof point === 'string' ? decodeEntities(point) : point,
    );
  }
  return { fields: cleaned, warnings };
}

/**
 * One address without what stands around it: `mailto:`, a display name, quotes, a full stop. Two addresses stay as they
 * are, and the schema refuses them.
 */
function cleanEmail(text: string): string {
  let address = text.replace(invisible, '').trim();
  const named = /^[^<>]*<\s*([^<>\s]+)\s*>[\s.,;]*$/.exec(address);
  if (named?.[1]) address = named[1];
  address = address
    .replace(/^mailto:/i, '')
    .replace(/(?<=@[^?]+)\?.*$/, '')
    .replace(/^["'“”‘’`([<]+|["'“”‘’`)\]>.,;:]+$/g, '');
  const at = address.lastIndexOf('@');
  // The part before the @ may depend on upper case; the domain does not.
  return at < 0 ? address : `${address.slice(0, at)}@${address.slice(at + 1).toLowerCase()}`;
}

/** A name that a program put together from parts it did not have: "Jane null", "undefined undefined". */
const spilled = /(?<!\S)(?:null|NULL|undefined|NaN|nan|None|N\/A|n\/a|#N\/A)(?!\S)/g;

function cleanName(text: string): CleanedValue {
  const rest = text.replace(spilled, ' ').replace(/\s+/g, ' ').trim();
  if (rest === text.replace(/\s+/g, ' ')) return { value: text };
  const warning = 'contained a value that a program writes where it has none: it was left out';
  return { value: rest || null, warning };
}
