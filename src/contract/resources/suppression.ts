import { z } from 'zod';
import { configurableChannels } from '../channels.ts';
import { limits } from '../limits.ts';
import { parseBody } from '../parse-body.ts';
import { checkPhoneNumber } from '../phone-number.ts';
import { emailText, optionalShortText } from './fields.ts';

export const suppressionBodySchema = z.object({
  channel: z.enum(configurableChannels),
  address: z
    .string()
    .trim()
    .min(1, 'must not be blank')
    .max(limits.email, `must have at most ${limits.email} characters`)
    .describe('An email address, or a phone number for `whatsapp`. Only a keyed hash of it is stored'),
  reason: optionalShortText,
});
export type SuppressionBody = z.output<typeof suppressionBodySchema>;

/** A suppression. The address itself is not stored. */
export const suppressionViewSchema = z
  .object({
    id: z.string(),
    channel: z.enum(configurableChannels),
    reason: z.string().nullable().describe('`opt_out` if a lead has opted out'),
    created_at: z.string(),
  })
  .meta({ id: 'Suppression' });
export type SuppressionView = z.infer<typeof suppressionViewSchema>;

/** @throws AppError INVALID_REQUEST, INVALID_PHONE_NUMBER */
export function parseSuppressionBody(body: unknown): SuppressionBody {
  const required = ['channel', 'address'];
  const { value } = parseBody(suppressionBodySchema, body, { required });
  if (value.channel === 'whatsapp') checkPhoneNumber(value.address, 'address');
  else parseBody(z.object({ address: emailText }), { address: value.address });
  return value;
}
