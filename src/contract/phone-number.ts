import parsePhoneNumber from 'libphonenumber-js/max';
import { AppError } from './errors.ts';

export const phoneNumberForm = 'must have an optional + and 7 to 15 digits';

/** An optional `+`, then 7 to 15 digits with spaces, dots, hyphens and parentheses between them. */
const shape = /^\+?[\d\s.()-]+$/;

export function isPhoneNumber(value: string): boolean {
  const trimmed = value.trim();
  const digits = trimmed.replace(/\D/g, '').length;
  return shape.test(trimmed) && digits >= 7 && digits <= 15;
}

const invisible = /\p{Cf}/gu;
/** What forms, vCards and advertising networks write before a number: tel:, p:, Mobile:, https://wa.me/. */
const before =
  /^(?:(?:https?:\/\/)?(?:wa\.me\/|api\.whatsapp\.com\/send\?phone=)\+?|(?:tel|phone|telephone|telefon|teléfono|telefone|téléphone|mobile|mobil|móvil|cell|handy|fon|whatsapp|sms|callto|p|t|m|tel\.|ph\.?)\s*:?\s*(?=[+(\d]))/iu;
/** An extension inside a company: ext. 89, x89, ;ext=89, Durchwahl 89. */
const extension =
  /[\s,;]*(?:;ext=|(?:ext(?:ension|n)?|app(?:areil)?|durchwahl|dw|int(?:erno|\.)?|poste|ramal|anexo|toestel)\s*[.:]?\s*|(?<=[\d\s)])x\s*|#\s*)\d{1,6}$/iu;

/**
 * A phone number without what stands around it, where it is plain what is meant: full-width digits, a label, an
 * extension, `00` for `+`, slashes between groups, `(0)` behind a country code. Everything else stays as it is.
 */
export function cleanPhoneNumber(text: string): { value: string; warning?: string } {
  const plain = text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/[‐-―−]/g, '-')
    .trim();
  const unlabelled = plain
    .replace(/^['"=]+|['"]+$/g, '')
    .replace(before, (label) => (/wa\.me|whatsapp\.com/i.test(label) ? '+' : ''));
  const number = unlabelled.replace(extension, '');
  const cleaned = number
    .replace(/^\+\s+/, '+')
    .replace(/^00(?=[1-9])/, '+')
    .replace(/(?<=^\+[\d\s.-]+)\(0\)\s?/, '')
    .replace(/(?<=\d)\s*\/\s*(?=[\d(])/g, ' ')
    // A spreadsheet's number with decimals.
    .replace(/^(\+?\d{7,15})\.0$/, '$1')
    .trim();
  if (!isPhoneNumber(cleaned)) return { value: plain };
  return number === unlabelled
    ? { value: cleaned }
    : { value: cleaned, warning: 'has an extension, which is left out' };
}

/** @throws AppError INVALID_PHONE_NUMBER that names the parameter */
export function checkPhoneNumber(value: string, parameter: string): void {
  if (isPhoneNumber(value)) return;
  throw new AppError('INVALID_PHONE_NUMBER', `${parameter} ${phoneNumberForm}`, { details: { parameter } });
}

/** Whether the numbering plan of its country assigns the number to landlines only. */
export function isLandline(value: string): boolean {
  return parsePhoneNumber(value)?.getType() === 'FIXED_LINE';
}

/** The ISO 3166 code of the country of a number. Null if it does not say. */
export function countryOfPhoneNumber(value: string): string | null {
  return parsePhoneNumber(value)?.country ?? null;
}

/** The number in international format if it is valid, else as given. */
export function formatPhoneNumber(value: string): string {
  const parsed = parsePhoneNumber(value);
  return parsed?.isValid() ? parsed.formatInternational() : value.trim();
}
