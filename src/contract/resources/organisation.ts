import { z } from 'zod';
import { requiredName } from './fields.ts';

/** Body of POST /api/organisations. */
export const newOrganisationSchema = z.object({
  name: requiredName,
});
export type NewOrganisation = z.output<typeof newOrganisationSchema>;

const limit = (most: number) =>
  z
    .number()
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(most, `must be at most ${most}`)
    .nullable();

/** An organisation's own limits. Null: the operator's setting applies. */
const limitsSchema = z.object({
  requests_per_minute: limit(1_000_000).describe('For all its keys together'),
  daily_tokens: limit(1_000_000_000_000).describe(
    'For all its sites together, from midnight to midnight UTC',
  ),
  daily_usd: z
    .number()
    .positive('must be more than 0')
    .max(1_000_000, 'must be at most 1000000')
    .nullable()
    .describe('The same limit in USD'),
  follow_ups_in_flight: limit(1_000_000).describe('Follow-ups that have not ended'),
  open_streams: limit(1_000_000).describe('Open event streams and waits in each API process'),
});
export type OrganisationLimits = z.output<typeof limitsSchema>;

/** Body of PATCH /api/organisations/{id}. Missing fields do not change. */
export const organisationChangesSchema = z.object({
  name: newOrganisationSchema.shape.name.optional(),
  limits: limitsSchema.partial().optional(),
});
export type OrganisationChanges = z.output<typeof organisationChangesSchema>;

/** Body of POST /api/organisations/{id}/suspend. */
export const suspensionSchema = z.object({
  reason: z.string().trim().max(500, 'must have at most 500 characters').optional(),
});
export type Suspension = z.output<typeof suspensionSchema>;

export const organisationSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    status: z
      .enum(['active', 'suspended', 'deleting'])
      .describe('suspended: its keys are refused, its phases and webhooks wait'),
    suspended: z.object({ at: z.string(), reason: z.string().nullable() }).nullable(),
    limits: limitsSchema,
    created_at: z.string(),
  })
  .meta({ id: 'Organisation' });
export type Organisation = z.infer<typeof organisationSchema>;

export const createdOrganisationSchema = organisationSchema.extend({
  api_key: z.string().describe('Its first admin key, shown only once'),
});
export type CreatedOrganisation = z.infer<typeof createdOrganisationSchema>;
