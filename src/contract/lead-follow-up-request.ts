import { z } from 'zod';
import { AppError } from './errors.ts';
import { parseInterval } from './follow-up-interval.ts';
import { isUuid } from './ids.ts';
import { isPhoneNumber } from './phone-number.ts';
import { toOneSpelling } from './spellings.ts';
import { findUnstorableText } from './storable-text.ts';

const optionalText = z.string().trim().optional();

export const leadDataSchema = z.object({
  name: optionalText,
  company: optionalText,
  position: optionalText,
  email: optionalText,
  phone: optionalText,
  pain_points: z.array(z.string()).optional(),
  budget_range: optionalText,
  lead_stage: optionalText,
  locale: optionalText,
  preferences: z.record(z.string(), z.unknown()).optional(),
});

export const previousInteractionSchema = z
  .object({ date: z.string(), type: z.string(), summary: optionalText, content: optionalText })
  .refine(({ summary, content }) => summary || content, 'needs a summary or a content')
  .transform(({ date, type, summary, content }) => ({ date, type, summary: summary || content || '' }));

export const leadFollowUpRequestSchema = z.object({
  site_id: z.string(),
  lead_id: z.string(),
  user_id: z.string().optional(),
  agent_id: z.string().optional(),
  visitor_id: z.string().optional(),
  follow_up_type: optionalText,
  lead_stage: optionalText,
  previous_interactions: z.array(previousInteractionSchema).optional(),
  lead_data: leadDataSchema.optional(),
  product_interest: z.array(z.string()).optional(),
  follow_up_interval: z
    .string()
    .refine((text) => parseInterval(text) !== null, 'must be a duration such as "3 days", "1 week" or "P3D"')
    .optional(),
  phone_number: z.string().optional(),
  callback_url: z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }).optional(),
  metadata: z.record(z.string(), z.string()).optional(),
});

/** A valid request, its fields in snake_case. */
export type LeadFollowUpRequest = z.output<typeof leadFollowUpRequestSchema>;
export type LeadData = z.output<typeof leadDataSchema>;

const requiredIds = ['site_id', 'lead_id'] as const;
const ids = [...requiredIds, 'user_id', 'agent_id', 'visitor_id'] as const;

/** Parameters as the documentation lists them first; errors name them so. */
const publishedNames: Record<string, string> = {
  site_id: 'siteId',
  lead_id: 'leadId',
  user_id: 'userId',
  visitor_id: 'visitorId',
  follow_up_type: 'followUpType',
  lead_stage: 'leadStage',
  previous_interactions: 'previousInteractions',
  lead_data: 'leadData',
  product_interest: 'productInterest',
  follow_up_interval: 'followUpInterval',
  callback_url: 'callbackUrl',
};
const published = (name: string) => publishedNames[name] ?? name;

export interface ParsedRequest {
  request: LeadFollowUpRequest;
  warnings: string[];
}

/**
 * Reads the body of POST leadFollowUp, in both spellings.
 * @throws AppError INVALID_REQUEST, then INVALID_INPUT, then INVALID_PHONE_NUMBER: the first fault in the documented order
 */
export function parseLeadFollowUpRequest(body: unknown): ParsedRequest {
  if (!isObject(body)) throw new AppError('INVALID_REQUEST', 'the body must be a JSON object');
  const unstorable = findUnstorableText(body);
  if (unstorable !== null) {
    const message = `${unstorable || 'a field name'}: text must be valid Unicode without NUL characters`;
    throw new AppError('INVALID_REQUEST', message, { details: { parameter: unstorable } });
  }
  const warnings: string[] = [];
  const fields = spellOnce(body, Object.keys(leadFollowUpRequestSchema.shape), '', warnings);
  if (isObject(fields['lead_data'])) {
    fields['lead_data'] = spellOnce(
      fields['lead_data'],
      Object.keys(leadDataSchema.shape),
      'leadData.',
      warnings,
    );
  }
  const request = parseFields(fields);
  checkIds(request);
  checkPhoneNumber(request);
  return { request, warnings };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function spellOnce(
  input: Record<string, unknown>,
  names: readonly string[],
  path: string,
  warnings: string[],
): Record<string, unknown> {
  const { value, unknown, conflicts } = toOneSpelling(input, names);
  const conflict = conflicts[0];
  if (conflict) {
    const message = `${path}${published(conflict)} is given in both spellings with different values`;
    throw new AppError('INVALID_REQUEST', message, {
      details: { parameter: `${path}${published(conflict)}` },
    });
  }
  warnings.push(...unknown.map((name) => `unknown parameter ignored: ${path}${name}`));
  return value;
}

function parseFields(fields: Record<string, unknown>): LeadFollowUpRequest {
  for (const name of requiredIds) {
    if (fields[name] === undefined || fields[name] === null || fields[name] === '') {
      throw new AppError('INVALID_REQUEST', `${published(name)} is required`, {
        details: { parameter: published(name) },
      });
    }
  }
  const parsed = leadFollowUpRequestSchema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = (issue?.path ?? [])
    .map((step, depth) => (depth === 0 ? published(String(step)) : String(step)))
    .join('.');
  throw new AppError('INVALID_REQUEST', `${path}: ${issue?.message}`, { details: { parameter: path } });
}

function checkIds(request: LeadFollowUpRequest): void {
  for (const name of ids) {
    const value = request[name];
    if (value === undefined) continue;
    if (!isUuid(value)) {
      throw new AppError('INVALID_INPUT', `${published(name)} must be a UUID`, {
        details: { parameter: published(name) },
      });
    }
    request[name] = value.toLowerCase();
  }
}

function checkPhoneNumber({ phone_number: phoneNumber }: LeadFollowUpRequest): void {
  if (phoneNumber === undefined || isPhoneNumber(phoneNumber)) return;
  const message = 'phone_number must have an optional + and 7 to 15 digits';
  throw new AppError('INVALID_PHONE_NUMBER', message, { details: { parameter: 'phone_number' } });
}
