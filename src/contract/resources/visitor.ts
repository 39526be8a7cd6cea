import { z } from 'zod';
import { parseBody } from '../parse-body.ts';
import { checkUuid } from '../uuid.ts';
import { moment, optionalText } from './fields.ts';

const text = z.string().nullable();
const maxPageViews = 200;

/** An http(s) URL, or a path on the site. */
const pageAddress = /^(?:https?:\/\/\S|\/)\S*$/i;

export const visitorBodySchema = z.object({
  site_id: z.string(),
  lead_id: optionalText.describe('UUID of the lead that the visitor is'),
  page_views: z
    .array(
      z.object({
        url: z.string().trim().regex(pageAddress, 'must be an http(s) URL or a path'),
        title: optionalText,
        viewed_at: moment,
      }),
    )
    .max(maxPageViews, `must have at most ${maxPageViews} elements`)
    .nullish()
    .transform((views) => views ?? [])
    .describe('Replaces the stored ones'),
});
export type VisitorBody = z.output<typeof visitorBodySchema>;

export const visitorViewSchema = z
  .object({
    id: z.string(),
    site_id: z.string(),
    lead_id: text,
    page_views: z
      .array(z.object({ url: z.string(), title: text, viewed_at: z.string() }))
      .describe('Newest first'),
    created_at: z.string(),
  })
  .meta({ id: 'Visitor' });
export type VisitorView = z.infer<typeof visitorViewSchema>;

/** @throws AppError INVALID_REQUEST, INVALID_INPUT */
export function parseVisitorBody(body: unknown): VisitorBody {
  const { value } = parseBody(visitorBodySchema, body, { required: ['site_id'] });
  return {
    ...value,
    site_id: checkUuid(value.site_id, 'site_id'),
    lead_id: value.lead_id && checkUuid(value.lead_id, 'lead_id'),
  };
}
