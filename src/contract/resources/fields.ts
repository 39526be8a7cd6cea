import { DateTime } from 'luxon';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { isUuid } from '../ids.ts';
import { boundedJson, boundedList, limits, line, longText, shortText } from '../limits.ts';
import { parseUrl } from '../parse-url.ts';

/** Text that may be missing. Null and blank mean that there is none, so that what GET answers can be PUT again. */
export const optionalText = longText
  .trim()
  .nullish()
  .transform((text) => text || null);

/** The same on one line, such as a name. */
export const optionalLine = line.nullish().transform((text) => text || null);

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

/** @throws AppError INVALID_INPUT that names the parameter */
export function checkUuid(value: string, parameter: string): string {
  if (isUuid(value)) return value.toLowerCase();
  throw new AppError('INVALID_INPUT', `${parameter} must be a UUID`, { details: { parameter } });
}

function canonicalLocale(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    // That it throws is how it says no.
    return null;
  }
}

function parseMoment(text: string): Date | null {
  // Luxon reads a time alone too, as one of today.
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const parsed = DateTime.fromISO(text, { zone: 'utc' });
  return parsed.isValid && parsed.year >= 1900 && parsed.year < 2200 ? parsed.toJSDate() : null;
}

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
