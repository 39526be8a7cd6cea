import { z } from 'zod';

/** Body of POST /api/organisations. */
export const newOrganisationSchema = z.object({
  name: z.string().trim().min(1, 'must not be blank').max(200, 'must have at most 200 characters'),
});
export type NewOrganisation = z.output<typeof newOrganisationSchema>;

export const organisationSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    created_at: z.string(),
  })
  .meta({ id: 'Organisation' });
export type Organisation = z.infer<typeof organisationSchema>;

export const createdOrganisationSchema = organisationSchema.extend({
  api_key: z.string().describe('Its first admin key, shown this one time'),
});
export type CreatedOrganisation = z.infer<typeof createdOrganisationSchema>;
