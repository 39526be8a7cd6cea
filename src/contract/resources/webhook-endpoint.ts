import { z } from 'zod';
import { AppError } from '../errors.ts';
import { parseBody } from '../parse-body.ts';
import { callbackEventTypes, webhookEventTypes } from '../webhook-event.ts';
import { findWebhookUrlError, normalizeWebhookUrl, type WebhookUrlPolicy } from '../webhook-url.ts';
import { moment } from './fields.ts';

const fields = {
  url: z.string().trim().describe('https, a public address'),
  description: z.string().trim().max(500, 'must have at most 500 characters').nullable(),
  events: z
    .array(z.enum(webhookEventTypes))
    .min(1, 'must name at least one event')
    .transform((types) => [...new Set(types)]),
  enabled: z.boolean(),
};

/** Body of POST /api/webhook-endpoints. */
export const newWebhookEndpointSchema = z.object({
  url: fields.url,
  description: fields.description.optional(),
  events: fields.events.optional().describe('What it is told; the `follow_up.*` events when it is not given'),
  enabled: fields.enabled.optional().describe('true when it is not given'),
});
export interface NewWebhookEndpoint {
  url: string;
  description: string | null;
  events: string[];
  enabled: boolean;
}

/** Body of PATCH /api/webhook-endpoints/{id}. */
export const webhookEndpointChangesSchema = z.object({
  url: fields.url.optional(),
  description: fields.description.optional(),
  events: fields.events.optional(),
  enabled: fields.enabled.optional().describe('true also forgets that it was failing'),
});
export type WebhookEndpointChanges = z.output<typeof webhookEndpointChangesSchema>;

const day = 86_400;

/** Body of a rotation. */
export const rotationSchema = z.object({
  overlap_seconds: z
    .number()
    .int('must be a whole number')
    .min(0, 'must not be negative')
    .max(7 * day, `must be at most ${7 * day}`)
    .optional()
    .describe(`How long the secret before goes on signing too; ${day} when it is not given`),
});

/** Body of a replay. */
export const replaySchema = z.object({
  since: moment.describe('ISO 8601: deliveries made since then that have failed are sent again'),
});

const text = z.string().nullable();

export const webhookEndpointSchema = z
  .object({
    id: z.string(),
    url: z.string(),
    description: text,
    events: z.array(z.enum(webhookEventTypes)),
    enabled: z.boolean(),
    disabled_reason: z
      .enum(['gone', 'failing'])
      .nullable()
      .describe('Why the service disabled it: it answered 410, or has failed for five days'),
    failing_since: text.describe('Since when every attempt has failed'),
    previous_secret_expires_at: text.describe('Until when two secrets sign'),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'WebhookEndpoint' });
export type WebhookEndpointView = z.infer<typeof webhookEndpointSchema>;

export const createdWebhookEndpointSchema = webhookEndpointSchema.extend({
  secret: z.string().describe('What it is signed with, shown this one time'),
});
export type CreatedWebhookEndpoint = z.infer<typeof createdWebhookEndpointSchema>;

/** A signing secret that can be read. */
export const signingSecretSchema = z.object({
  secret: z.string(),
  previous_secret_expires_at: text.describe('Until when the one before signs too'),
});
export type SigningSecret = z.infer<typeof signingSecretSchema>;

export const webhookTestSchema = z.object({
  event_id: z.string().describe('The `webhook-id` that was sent'),
  delivered: z.boolean(),
  status_code: z.number().int().nullable(),
  duration_ms: z.number().int(),
  error: text,
  response_excerpt: text,
});
export type WebhookTest = z.infer<typeof webhookTestSchema>;

/** @throws AppError INVALID_REQUEST */
export function parseNewWebhookEndpoint(body: unknown, policy: WebhookUrlPolicy): NewWebhookEndpoint {
  const { value } = parseBody(newWebhookEndpointSchema, body, {
    required: ['url'],
    unknown: 'refused',
  });
  return {
    url: checkedUrl(value.url, policy),
    description: value.description || null,
    events: value.events ?? [...callbackEventTypes],
    enabled: value.enabled ?? true,
  };
}

/** @throws AppError INVALID_REQUEST */
export function parseWebhookEndpointChanges(body: unknown, policy: WebhookUrlPolicy): WebhookEndpointChanges {
  const { value } = parseBody(webhookEndpointChangesSchema, body, { unknown: 'refused' });
  return { ...value, ...(value.url === undefined ? {} : { url: checkedUrl(value.url, policy) }) };
}

/** @returns how long the secret before goes on signing. @throws AppError INVALID_REQUEST */
export function parseRotation(body: unknown): { overlapMs: number } {
  // A POST without a body is a rotation like most others.
  const { value } = parseBody(rotationSchema, body ?? {}, { unknown: 'refused' });
  return { overlapMs: (value.overlap_seconds ?? day) * 1_000 };
}

function checkedUrl(url: string, policy: WebhookUrlPolicy): string {
  const error = findWebhookUrlError(url, policy);
  if (error) throw refusedUrl(error);
  return normalizeWebhookUrl(url);
}

export function refusedUrl(error: string): AppError {
  return new AppError('INVALID_REQUEST', `url: ${error}`, { details: { parameter: 'url' } });
}
