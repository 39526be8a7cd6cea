import { z } from 'zod';
import { roleByPhase } from '../agents.ts';
import { limits } from '../limits.ts';
import { applyMergePatch } from '../merge-patch.ts';
import { parseBody } from '../parse-body.ts';
import { checkPhoneNumber } from '../phone-number.ts';
import { checkUuid } from '../uuid.ts';
import { optionalEmail, optionalLine, optionalText, requiredLine } from './fields.ts';

const text = z.string().nullable();
const roleSchema = z.enum([roleByPhase.sales, roleByPhase.copywriter]);
const statusSchema = z.enum(['active', 'inactive']);

/** Emails are plain text, and the quality gate rejects messages with HTML. */
const htmlTag = /<\/?[a-z][a-z\d]*(?:\s[^<>]*)?\/?>/i;

const signatureSchema = z
  .string()
  .max(limits.signature, `must have at most ${limits.signature} characters`)
  .refine((text) => !htmlTag.test(text), 'must be plain text without HTML tags')
  .transform((text) => text.replace(/\r\n?/g, '\n').trim())
  .nullish()
  .transform((text) => text || null);

export const agentBodySchema = z.object({
  name: requiredLine,
  role: roleSchema,
  status: statusSchema
    .nullish()
    .transform((status) => status ?? 'active')
    .describe('Defaults to "active"'),
  user_id: optionalLine.describe('UUID of the sales representative whose agent it is'),
  title: optionalLine.describe('Job title of the sender, such as "Account Executive"'),
  email: optionalEmail.describe('Contact data of the sender'),
  phone: optionalLine.describe('Contact data of the sender'),
  signature: signatureSchema.describe('Lines under an email, as plain text'),
  instructions: optionalText.describe(
    'Instructions to this agent, in addition to the general rules. Messages may use their numbers, links and names',
  ),
  model: optionalLine.describe('Overrides the model of its phase'),
  max_tokens: z
    .number()
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(limits.maxTokens, `must be at most ${limits.maxTokens}`)
    .nullish()
    .transform((tokens) => tokens ?? null)
    .describe(
      'Upper limit of the length of one answer of its model, in tokens with thoughts. Overrides MODEL_MAX_TOKENS',
    ),
});
export type AgentBody = z.output<typeof agentBodySchema>;

export const agentViewSchema = z
  .object({
    id: z.string(),
    site_id: z.string(),
    name: z.string(),
    role: roleSchema,
    status: statusSchema,
    user_id: text,
    title: text,
    email: text,
    phone: text,
    signature: text,
    instructions: text,
    model: text,
    max_tokens: z.number().int().nullable(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'Agent' });
export type AgentView = z.infer<typeof agentViewSchema>;

/** @throws AppError INVALID_REQUEST, INVALID_INPUT, INVALID_PHONE_NUMBER */
export function parseAgentBody(body: unknown): AgentBody {
  const { value } = parseBody(agentBodySchema, body, { required: ['name', 'role'] });
  if (value.phone !== null) checkPhoneNumber(value.phone, 'phone');
  return { ...value, user_id: value.user_id && checkUuid(value.user_id, 'user_id') };
}

/** The agent after a JSON Merge Patch. @throws AppError INVALID_REQUEST, INVALID_INPUT, INVALID_PHONE_NUMBER */
export function patchedAgentBody(stored: AgentView, patch: unknown): AgentBody {
  return parseAgentBody(applyMergePatch(agentBodySchema, stored, patch));
}
