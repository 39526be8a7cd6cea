import { z } from 'zod';
import { channelSchema } from './channels.ts';
import { parseInterval, parseWait } from './date-time.ts';
import { AppError } from './errors.ts';
import { authorDescription, interactionAuthorSchema } from './facts.ts';
import { cleanLeadFields, decodeEntities } from './lead-values.ts';
import { boundedJson, boundedList, limits, line, longText, metadata } from './limits.ts';
import { offerBodySchema } from './offer.ts';
import { isObject, type ParsedBody, parseBody } from './parse-body.ts';
import { checkPhoneNumber, cleanPhoneNumber } from './phone-number.ts';
import { emailText, localeText } from './resources/fields.ts';
import { camelCase } from './spellings.ts';
import { checkUuid } from './uuid.ts';
import { findWebhookUrlError, normalizeWebhookUrl, type WebhookUrlPolicy } from './webhook-url.ts';

/** A blank counts as missing: no-code tools send one for every field without a value. */
const optional = <Text extends z.ZodType<string>>(text: Text) =>
  text.transform((value) => value || undefined).optional();

const optionalLine = optional(line);
const optionalText = optional(longText.trim());

export const leadDataSchema = z.object({
  name: optionalLine,
  company: optionalLine,
  position: optionalLine,
  email: optional(emailText),
  phone: optionalLine,
  pain_points: boundedList(longText).optional(),
  budget_range: optionalLine,
  lead_stage: optionalLine,
  locale: optional(localeText),
  preferences: boundedJson.optional(),
  opt_outs: z
    .array(channelSchema)
    .optional()
    .describe('Channels that the lead has opted out of, in addition to the stored ones'),
});

export const previousInteractionSchema = z
  .object({
    date: line,
    type: line,
    author: interactionAuthorSchema.optional().describe(authorDescription),
    summary: optionalText,
    content: optionalText,
  })
  .refine(({ summary, content }) => summary || content, 'needs a summary or a content')
  .transform(({ date, type, author, summary, content }) => ({
    date,
    type,
    ...(author ? { author } : {}),
    summary: summary || content || '',
  }));

export const leadFollowUpRequestSchema = z.object({
  site_id: z.string().describe('UUID of the site where the lead originated'),
  lead_id: z.string().describe('UUID of the lead to follow up with'),
  user_id: z.string().optional().describe('UUID of the sales representative responsible'),
  agent_id: z
    .string()
    .optional()
    .describe(
      "UUID of the agent for the sales phase. Defaults to the user's newest active sales agent, else the site's",
    ),
  visitor_id: z
    .string()
    .optional()
    .describe('UUID of the visitor connected with the lead; its page history becomes context'),
  follow_up_type: optionalLine.describe('The goal of the message, such as "email", "call" or "meeting"'),
  lead_stage: optionalLine.describe('Stage in the pipeline'),
  previous_interactions: boundedList(previousInteractionSchema)
    .optional()
    .describe('Oldest first. Defaults to the ten newest stored interactions'),
  lead_data: leadDataSchema
    .optional()
    .describe('Overrides the stored lead, field by field. With it, the lead does not have to be stored'),
  product_interest: boundedList(longText).optional().describe('Products or services of interest'),
  follow_up_interval: line
    .refine((text) => parseInterval(text) !== null, 'must be a duration such as "3 days", "1 week" or "P3D"')
    .optional()
    .describe('The time until the next touch: a duration such as "3 days", "1 week" or ISO 8601 "P3D"'),
  steps: z
    .number()
    .int('must be a whole number from 2 to 10')
    .min(2, 'must be a whole number from 2 to 10')
    .max(10, 'must be a whole number from 2 to 10')
    .optional()
    .describe(
      'The number of follow-ups: this one, and the others at `followUpInterval`. They stop when the lead answers',
    ),
  offer: offerBodySchema.optional().describe("Overrides the site's offer, field by field"),
  phone_number: z.string().optional().describe("WhatsApp number; overrides the lead's phone"),
  require_review: z
    .boolean()
    .optional()
    .describe('Whether a person decides before the messages are published. `false` cannot override the site'),
  callback_url: z
    .url('must be a URL')
    .max(limits.url, `must have at most ${limits.url} characters`)
    .optional()
    .describe("URL for this follow-up's webhook events: https, and it must resolve to a public IP address"),
  metadata: metadata.optional().describe('Echoed on the follow-up and on its events'),
});

/** A valid request, its fields in snake_case. */
export type LeadFollowUpRequest = z.output<typeof leadFollowUpRequestSchema>;
export type LeadData = z.output<typeof leadDataSchema>;

const ids = ['site_id', 'lead_id', 'user_id', 'agent_id', 'visitor_id'] as const;

/** The documented spelling of a parameter: these two are in snake_case, all others in camelCase. */
const published = (name: string) => (['agent_id', 'phone_number'].includes(name) ? name : camelCase(name));

/** The request with its parameters in their documented spelling. */
export const publishedRequestSchema = z
  .object(
    Object.fromEntries(
      Object.entries(leadFollowUpRequestSchema.shape).map(([name, field]) => [published(name), field]),
    ),
  )
  .meta({ id: 'LeadFollowUpRequest' });

/**
 * Parses the body of POST leadFollowUp, in both spellings, and normalizes the callback URL.
 * @throws AppError INVALID_REQUEST. `checkLeadFollowUpRequest` checks what comes later in the documented order of errors
 */
export function readLeadFollowUpRequest(
  body: unknown,
  policy: WebhookUrlPolicy = { allowPrivate: false },
): ParsedBody<LeadFollowUpRequest> {
  const parsed = parseBody(leadFollowUpRequestSchema, body, {
    published,
    required: ['site_id', 'lead_id'],
    clean: cleanRequest,
  });
  const { callback_url: callbackUrl, steps, follow_up_interval: interval } = parsed.value;
  if (callbackUrl !== undefined) {
    parsed.value.callback_url = readCallbackUrl(callbackUrl, 'callbackUrl', policy);
  }
  if (steps !== undefined && interval === undefined) {
    throw new AppError('INVALID_REQUEST', 'steps: needs followUpInterval, the time between the steps', {
      details: { parameter: 'followUpInterval' },
    });
  }
  if (steps !== undefined && interval !== undefined && parseWait(interval) === null) {
    throw new AppError('INVALID_REQUEST', 'followUpInterval: must be at most a year if there are steps', {
      details: { parameter: 'followUpInterval' },
    });
  }
  return parsed;
}

/** @returns the URL in its normal form. @throws AppError INVALID_REQUEST */
export function readCallbackUrl(url: string, parameter: string, policy: WebhookUrlPolicy): string {
  const error = findWebhookUrlError(url, policy);
  if (error) throw refusedCallback(error, parameter);
  return normalizeWebhookUrl(url);
}

/** The contract refuses it when it is blank: a caller that sends it wants that number. */
const neverBlank = new Set(['site_id', 'lead_id', 'phone_number']);

/** No-code tools send a blank for every parameter without a value. */
function cleanRequest(fields: Record<string, unknown>) {
  const warnings: string[] = [];
  const cleaned: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const isBlank = typeof value === 'string' && value.trim() === '' && !neverBlank.has(name);
    if (isBlank) warnings.push(`${published(name)} is blank and was ignored`);
    else cleaned[name] = value;
  }
  const { phone_number: phoneNumber, product_interest: interests } = cleaned;
  const lead = cleanRequestLead(cleaned, 'leadData.');
  Object.assign(cleaned, lead.fields);
  warnings.push(...lead.warnings);
  if (typeof phoneNumber === 'string') {
    const { value, warning } = cleanPhoneNumber(phoneNumber);
    cleaned['phone_number'] = value;
    if (warning) warnings.push(`phone_number ${warning}`);
  }
  if (Array.isArray(interests)) {
    cleaned['product_interest'] = interests.map((text) =>
      typeof text === 'string' ? decodeEntities(text) : text,
    );
  }
  return { fields: cleaned, warnings };
}

/** Cleans the `lead_data` of a request. @param prefix of its fields in warnings */
export function cleanRequestLead(fields: Record<string, unknown>, prefix: string) {
  const { lead_data: lead } = fields;
  if (!isObject(lead)) return { fields, warnings: [] };
  const result = cleanLeadFields(lead, { prefix, blank: 'a stored value stays' });
  return { fields: { ...fields, lead_data: result.fields }, warnings: result.warnings };
}

export function refusedCallback(error: string, parameter = 'callbackUrl'): AppError {
  return new AppError('INVALID_REQUEST', `${parameter}: ${error}`, { details: { parameter } });
}

/**
 * Checks the ids and phone numbers of a request, and converts the ids to lower case.
 * @throws AppError INVALID_INPUT, then INVALID_PHONE_NUMBER, in the documented order of errors
 */
export function checkLeadFollowUpRequest(request: LeadFollowUpRequest): void {
  checkIds(request);
  checkPhoneNumbers(request);
}

/** Both steps, for callers that do not resolve the callback's host name in between. */
export function parseLeadFollowUpRequest(body: unknown): ParsedBody<LeadFollowUpRequest> {
  const parsed = readLeadFollowUpRequest(body);
  checkLeadFollowUpRequest(parsed.value);
  return parsed;
}

function checkIds(request: LeadFollowUpRequest): void {
  for (const name of ids) {
    const value = request[name];
    if (value !== undefined) request[name] = checkUuid(value, published(name));
  }
}

function checkPhoneNumbers({ phone_number: phoneNumber, lead_data: lead }: LeadFollowUpRequest): void {
  const numbers = { phone_number: phoneNumber, 'leadData.phone': lead?.phone };
  for (const [parameter, number] of Object.entries(numbers)) {
    if (number !== undefined) checkPhoneNumber(number, parameter);
  }
}
