import { z } from 'zod';

/**
 * The limits of requests. They are far above what a CRM sends and bound the cost of one request. The lengths of texts are in
 * UTF-16 code units.
 */
export const limits = {
  /** A single line, such as a name, a title, a stage or a type. */
  line: 300,
  /** The name of an organisation or an API key. */
  name: 200,
  /** A summary, a claim, an instruction, a pain point. */
  text: 10_000,
  /** A product's description, a proof point. */
  shortText: 1_000,
  /** The signature of an email. It counts toward the email's 150 words. */
  signature: 500,
  /** The length of an answer of a model, in tokens. */
  maxTokens: 10_000_000,
  /** A message that is checked. WhatsApp, the channel with the longest messages, allows 4,096. */
  message: 100_000,
  url: 2_048,
  email: 254,
  list: 100,
  /** Dates without steps of a sequence, for some years. */
  holidays: 400,
  /** Products and proof points. All of them are in every prompt. */
  offerList: 20,
  shortestMeetingMinutes: 5,
  longestMeetingMinutes: 480,
  metadataKeys: 50,
  metadataKey: 100,
  metadataValue: 1_000,
  /** A free JSON object, in characters of its JSON. */
  json: 20_000,
} as const;

/** A single line: line breaks become spaces, and other control characters are refused. */
export const line = z
  .string()
  .max(limits.line, `must have at most ${limits.line} characters`)
  .transform((text) => text.replace(/\s+/g, ' ').trim())
  .refine((text) => !/\p{Cc}/u.test(text), 'must not contain control characters');
export const shortText = z
  .string()
  .trim()
  .max(limits.shortText, `must have at most ${limits.shortText} characters`);
export const longText = z.string().max(limits.text, `must have at most ${limits.text} characters`);

export function boundedList<Element extends z.ZodType>(element: Element) {
  return z.array(element).max(limits.list, `must have at most ${limits.list} elements`);
}

export const boundedJson = z
  .record(z.string(), z.unknown())
  .refine(
    (value) => JSON.stringify(value).length <= limits.json,
    `must have at most ${limits.json} characters as JSON`,
  );

export const metadata = z
  .record(
    z.string().max(limits.metadataKey, `names must have at most ${limits.metadataKey} characters`),
    z.string().max(limits.metadataValue, `must have at most ${limits.metadataValue} characters`),
  )
  .refine(
    (value) => Object.keys(value).length <= limits.metadataKeys,
    `must have at most ${limits.metadataKeys} fields`,
  );
