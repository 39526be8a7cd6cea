import { z } from 'zod';
import { AppError } from '../errors.ts';
import { parseBody } from '../parse-body.ts';
import { callbackEventTypes, webhookEventTypes } from '../webhook-event.ts';
import { findWebhookUrlError, normalizeWebhookUrl, type WebhookUrlPolicy } from '../webhook-url.ts';
import { moment } from './fields.ts';

const fields = {
  url: z.string().trim().describe('https, and it must resolve to a public IP address'),
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
  events: fields.events.optional().describe('The subscribed events. Defaults to the `follow_up.*` events'),
  enabled: fields.enabled.optional().describe('Defaults to true'),
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
  enabled: fields.enabled.optional().describe('true also resets `failing_since`'),
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
    .describe(`How long the previous secret keeps signing too. Defaults to ${day}`),
});

/** Body of a replay. */
export const replaySchema = z.object({
  since: moment.describe('ISO 8601. Failed deliveries since then are sent again'),
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
      .describe(
        'Why the service disabled it: `gone` after a response of 410, `failing` after five days of failures',
      ),
    failing_since: text.describe('The time since which every attempt has failed'),
    previous_secret_expires_at: text.describe('When the previous secret stops signing'),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'WebhookEndpoint' });
export type WebhookEndpointView = z.infer<typeof webhookEndpointSchema>;

export const createdWebhookEndpointSchema = webhookEndpointSchema.extend({
  secret: z.string().describe('The signing secret, shown only once'),
});
export type CreatedWebhookEndpoint = z.infer<typeof createdWebhookEndpointSchema>;

/** A signing secret that can be read. */
export const signingSecretSchema = z.object({
  secret: z.string(),
  previous_secret_expires_at: text.describe('When the previous secret stops signing'),
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

/** @returns how long the previous secret keeps signing. @throws AppError INVALID_REQUEST */
export function parseRotation(body: unknown): { overlapMs: number } {
  // The body is optional.
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
