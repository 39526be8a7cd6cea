import { z } from 'zod';
import { parseNetwork } from '../ip-addresses.ts';
import { parseBody } from '../parse-body.ts';
import { scopes } from '../principal.ts';
import { checkUuid } from '../uuid.ts';
import { moment, requiredName } from './fields.ts';

const scopesSchema = z.array(z.enum(scopes));
const day = 86_400;
const maxOverlapSeconds = 30 * day;

const network = z
  .string()
  .trim()
  .refine(
    (text) => parseNetwork(text) !== null,
    'must be an IP address or a network in CIDR notation that starts with its first address, such as 203.0.113.0/24 or 2001:db8::/32',
  )
  .transform((text) => parseNetwork(text) as string);

const expiresAt = moment.optional();

/** Body of POST /api/api-keys. */
export const newApiKeySchema = z.object({
  name: requiredName,
  scopes: scopesSchema.min(1, 'must name at least one scope'),
  site_id: z.string().optional().describe('Binds the key to this site'),
  expires_at: expiresAt.describe('ISO 8601, in the future. The key is refused from then on'),
  allowed_networks: z
    .array(network)
    .min(1, 'must name at least one network; leave it out to allow all of them')
    .max(50, 'must name at most 50 networks')
    .transform((networks) => [...new Set(networks)])
    .optional()
    .describe('Addresses and networks in CIDR notation that the key may be used from. Defaults to all'),
  requests_per_minute: z
    .number()
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(1_000_000, 'must be at most 1000000')
    .optional()
    .describe("The key's own limit; `RATE_LIMIT_PER_MINUTE` applies where that is lower"),
});
export type NewApiKey = z.output<typeof newApiKeySchema>;

/** Body of POST /api/api-keys/{id}/rotate. */
export const apiKeyRotationSchema = z.object({
  overlap_seconds: z
    .number()
    .int('must be a whole number')
    .min(0, 'must not be negative')
    .max(maxOverlapSeconds, `must be at most ${maxOverlapSeconds}`)
    .default(day)
    .describe('How long the previous key keeps working'),
  expires_at: expiresAt.describe('When the new key expires. Defaults to the expiry of the previous key'),
});
export type ApiKeyRotation = z.output<typeof apiKeyRotationSchema>;

/** An API key without the key itself. People recognize keys by their prefix. */
export const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string(),
    scopes: scopesSchema,
    site_id: z.string().nullable(),
    expires_at: z.string().nullable(),
    allowed_networks: z.array(z.string()).describe('Empty: no restriction'),
    requests_per_minute: z.number().int().nullable(),
    rotated_from: z.string().nullable().describe('The id of the key that it replaces'),
    created_at: z.string(),
    last_used_at: z.string().nullable().describe('Accurate to the minute'),
    revoked_at: z.string().nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof apiKeySchema>;

export const createdApiKeySchema = apiKeySchema.extend({
  key: z
    .string()
    .describe(
      'The key itself, shown only once: `lf_` and 38 letters and digits, of which the last six are a checksum',
    ),
});
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;

export const rotatedApiKeySchema = createdApiKeySchema.extend({
  previous_key_expires_at: z.string().describe('When the previous key stops working'),
});
export type RotatedApiKey = z.infer<typeof rotatedApiKeySchema>;

/** @throws AppError INVALID_REQUEST, also for an unknown field; INVALID_INPUT for a site_id that is not a UUID */
export function parseNewApiKey(body: unknown): NewApiKey {
  const { value } = parseBody(newApiKeySchema, body, { required: ['name', 'scopes'], unknown: 'refused' });
  return value.site_id === undefined ? value : { ...value, site_id: checkUuid(value.site_id, 'site_id') };
}

/** A rotation needs no body. @throws AppError INVALID_REQUEST, also for an unknown field */
export function parseApiKeyRotation(body: unknown): ApiKeyRotation {
  return parseBody(apiKeyRotationSchema, body ?? {}, { unknown: 'refused' }).value;
}
