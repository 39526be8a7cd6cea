import { z } from 'zod';
import { parseMoment } from '../date-time.ts';
import { boundedJson, boundedList, limits, line, longText, shortText } from '../limits.ts';
import { canonicalLocale } from '../locale.ts';
import { parseUrl } from '../parse-url.ts';

/** Text that may be missing. Null and blank mean that there is none, so that what GET answers can be PUT again. */
export const optionalText = longText
  .trim()
  .nullish()
  .transform((text) => text || null);

/** The same on one line, such as a name. */
export const optionalLine = line.nullish().transform((text) => text || null);

/** The name of an organisation or an API key. */
export const requiredName = z
  .string()
  .trim()
  .min(1, 'must not be blank')
  .max(limits.name, `must have at most ${limits.name} characters`);

export const requiredLine = line.refine((text) => text !== '', 'must not be empty');

export const optionalShortText = shortText.nullish().transform((text) => text || null);

export const requiredShortText = shortText.refine((text) => text !== '', 'must not be empty');

/** An address that leads are sent to: https, without a user name or password. Null and blank mean that there is none. */
export const optionalLink = z
  .string()
  .trim()
  .max(limits.url, `must have at most ${limits.url} characters`)
  .refine((text) => text === '' || isLink(text), 'must be an https URL without a user name or password')
  .nullish()
  .transform((text) => text || null);

/** Blank elements say nothing and are dropped. */
export const textList = boundedList(longText)
  .nullish()
  .transform((texts) => (texts ?? []).map((text) => text.trim()).filter((text) => text !== ''));

/** Any JSON object; empty when it is not given. */
export const jsonObject = boundedJson.nullish().transform((value) => value ?? {});

/** A BCP 47 tag in its canonical form, such as "en" or "pt-BR"; blank if there is none. */
export const localeText = line
  .refine(
    (tag) => tag === '' || canonicalLocale(tag) !== null,
    'must be a BCP 47 tag such as "en" or "pt-BR"',
  )
  .transform((tag) => canonicalLocale(tag) ?? '');

export const optionalLocale = localeText.nullish().transform((tag) => tag || null);

/** An ISO 8601 date or date-time, as a moment; what names no zone is taken as UTC. */
export const moment = z
  .string()
  .refine((text) => parseMoment(text) !== null, 'must be an ISO 8601 date or date-time from 1900 to 2199')
  .transform((text) => parseMoment(text) as Date);

function isLink(text: string): boolean {
  const url = /\s/.test(text) ? null : parseUrl(text);
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === '';
}

/** Whether a mail server accepts it is for that server to say. */
const plausibleEmail = /^[^\s@,;<>"]+@[^\s@,;<>"]+$/;

/** One address; blank if there is none. */
export const emailText = longText
  .trim()
  .refine(
    (email) => email === '' || (email.length <= limits.email && plausibleEmail.test(email)),
    'must be an email address',
  );

export const optionalEmail = emailText.nullish().transform((email) => email || null);
