import { z } from 'zod';
import { scopes } from '../principal.ts';

const scopesSchema = z.array(z.enum(scopes));

/** Body of POST /api/api-keys. */
export const newApiKeySchema = z.object({
  name: z.string().trim().min(1, 'must not be blank').max(200, 'must have at most 200 characters'),
  scopes: scopesSchema.min(1, 'must name at least one scope'),
  site_id: z.string().optional().describe('Binds the key to this site'),
});
export type NewApiKey = z.output<typeof newApiKeySchema>;

/** An API key as it can be read again: by its prefix people tell keys apart. */
export const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string(),
    scopes: scopesSchema,
    site_id: z.string().nullable(),
    created_at: z.string(),
    last_used_at: z.string().nullable().describe('To the minute'),
    revoked_at: z.string().nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof apiKeySchema>;

export const createdApiKeySchema = apiKeySchema.extend({
  key: z.string().describe('The key itself, shown this one time'),
});
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;
