import { z } from 'zod';
import { isTimezone, parseMoment } from '../date-time.ts';
import { boundedJson, boundedList, limits, line, longText, shortText } from '../limits.ts';
import { cleanLocale, localeForm } from '../locale.ts';
import { parseUrl } from '../parse-url.ts';

/** Optional text. Null and blank count as missing, so that a response of GET can be sent with PUT. */
export const optionalText = longText
  .trim()
  .nullish()
  .transform((text) => text || null);

/** Optional text on one line. */
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

/** A link for leads: https, without a user name or password. Null and blank count as missing. */
export const optionalLink = z
  .string()
  .trim()
  .max(limits.url, `must have at most ${limits.url} characters`)
  .refine((text) => text === '' || isLink(text), 'must be an https URL without a user name or password')
  .nullish()
  .transform((text) => text || null);

/** Blank elements are dropped. */
export const textList = boundedList(longText)
  .nullish()
  .transform((texts) => (texts ?? []).map((text) => text.trim()).filter((text) => text !== ''));

/** Any JSON object. Defaults to an empty one. */
export const jsonObject = boundedJson.nullish().transform((value) => value ?? {});

/** A BCP 47 tag or the name of a language, converted to the canonical tag, such as "en" or "pt-BR". May be blank. */
export const localeText = line
  .refine((tag) => tag === '' || cleanLocale(tag) !== null, localeForm)
  .transform((tag) => cleanLocale(tag) ?? '');

export const optionalLocale = localeText.nullish().transform((tag) => tag || null);

/** An ISO 8601 date or date-time. UTC if it has no zone. */
export const moment = z
  .string()
  .refine((text) => parseMoment(text) !== null, 'must be an ISO 8601 date or date-time from 1900 to 2199')
  .transform((text) => parseMoment(text) as Date);

function isLink(text: string): boolean {
  const url = /\s/.test(text) ? null : parseUrl(text);
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === '';
}

/** Only a rough check. The mail server decides whether the address exists. */
const plausibleEmail = /^[^\s@,;<>"]+@[^\s@,;<>"]+$/;

/** One email address. May be blank. */
export const emailText = longText
  .trim()
  .refine(
    (email) => email === '' || (email.length <= limits.email && plausibleEmail.test(email)),
    'must be an email address',
  );

export const optionalEmail = emailText.nullish().transform((email) => email || null);

/** An ISO 3166 code of a country, in upper case. Null and blank count as missing. */
export const optionalCountry = z
  .string()
  .trim()
  .toUpperCase()
  .refine((code) => code === '' || /^[A-Z]{2}$/.test(code), 'must be an ISO 3166 code such as "DE"')
  .nullish()
  .transform((code) => code || null);

/** An IANA time zone. Null and blank count as missing. */
export const optionalTimezone = optionalText.refine(
  (zone) => zone === null || isTimezone(zone),
  'must be an IANA time zone such as "Europe/Berlin"',
);
