import { z } from 'zod';
import { type ConfigurableChannel, configurableChannels } from '../channels.ts';
import { AppError } from '../errors.ts';
import { parseBody } from '../parse-body.ts';
import { jsonObject } from './fields.ts';

const kindSchema = z.enum(configurableChannels);

export const channelBodySchema = z.object({
  enabled: z
    .boolean()
    .nullish()
    .transform((enabled) => enabled ?? true)
    .describe('Defaults to true'),
  config: jsonObject.describe('Data for your sending system, such as {"from": "hello@acme.example"}'),
});
export type ChannelBody = z.output<typeof channelBodySchema>;

export const channelViewSchema = z
  .object({
    kind: kindSchema,
    enabled: z.boolean(),
    config: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Channel' });
export type ChannelView = z.infer<typeof channelViewSchema>;

/** @throws AppError INVALID_REQUEST */
export function parseChannelBody(body: unknown): ChannelBody {
  return parseBody(channelBodySchema, body).value;
}

/** @throws AppError INVALID_REQUEST for a channel that sites do not configure */
export function parseChannelKind(kind: string | undefined): ConfigurableChannel {
  const parsed = kindSchema.safeParse(kind);
  if (parsed.success) return parsed.data;
  throw new AppError('INVALID_REQUEST', `kind must be ${configurableChannels.join(' or ')}`, {
    details: { parameter: 'kind' },
  });
}
