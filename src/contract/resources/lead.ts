import { z } from 'zod';
import { channelSchema, channels } from '../channels.ts';
import { cleanLeadFields } from '../lead-values.ts';
import { applyMergePatch } from '../merge-patch.ts';
import { parseBody } from '../parse-body.ts';
import { checkPhoneNumber } from '../phone-number.ts';
import {
  jsonObject,
  optionalEmail,
  optionalLine,
  optionalLocale,
  optionalTimezone,
  textList,
} from './fields.ts';

const text = z.string().nullable();

export const leadBodySchema = z.object({
  name: optionalLine,
  company: optionalLine,
  position: optionalLine,
  email: optionalEmail,
  phone: optionalLine,
  pain_points: textList,
  budget_range: optionalLine,
  lead_stage: optionalLine,
  locale: optionalLocale.describe("BCP 47 tag of the language to write in. Defaults to the site's"),
  timezone: optionalTimezone.describe(
    "IANA. Defaults to the one of the phone number's country, else of the site",
  ),
  preferences: jsonObject,
  opt_outs: z
    .array(channelSchema)
    .nullish()
    .transform((optOuts) => optOuts && channels.filter((channel) => optOuts.includes(channel)))
    .describe(
      'Channels that the lead has opted out of. Replaces the stored ones; if missing, they do not change',
    ),
});
export type LeadBody = z.output<typeof leadBodySchema>;

export const leadViewSchema = z
  .object({
    id: z.string(),
    site_id: z.string(),
    name: text,
    company: text,
    position: text,
    email: text,
    phone: text,
    pain_points: z.array(z.string()),
    budget_range: text,
    lead_stage: text,
    locale: text,
    timezone: text,
    preferences: z.record(z.string(), z.unknown()),
    opt_outs: z.array(channelSchema),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'Lead' });
export type LeadView = z.infer<typeof leadViewSchema>;

const clean = (fields: Record<string, unknown>) => cleanLeadFields(fields, { prefix: '', blank: '' });

/** @throws AppError INVALID_REQUEST, INVALID_PHONE_NUMBER */
export function parseLeadBody(body: unknown): LeadBody {
  return withValidPhone(parseBody(leadBodySchema, body, { clean }).value);
}

/** The lead after a JSON Merge Patch. @throws AppError INVALID_REQUEST, INVALID_PHONE_NUMBER */
export function patchedLeadBody(stored: LeadView, patch: unknown): LeadBody {
  const merged = applyMergePatch(leadBodySchema, stored, patch, (fields) => clean(fields).fields);
  // Without opt_outs, PUT keeps the stored ones. A patch that removes them leaves none.
  const body = { ...merged, opt_outs: merged['opt_outs'] ?? [] };
  return withValidPhone(parseBody(leadBodySchema, body).value);
}

function withValidPhone(body: LeadBody): LeadBody {
  if (body.phone !== null) checkPhoneNumber(body.phone, 'phone');
  return body;
}
