import { z } from 'zod';
import { channelSchema } from './channels.ts';
import { limits } from './limits.ts';
import { type ParsedBody, parseBody } from './parse-body.ts';
import { optionalLocale } from './resources/fields.ts';
import { violationSchema } from './violation.ts';

export const messageCheckRequestSchema = z
  .object({
    channel: channelSchema,
    title: z
      .string()
      .max(limits.text, `must have at most ${limits.text} characters`)
      .describe("An e-mail's subject, a notification's or a banner's first line"),
    message: z.string().max(limits.message, `must have at most ${limits.message} characters`),
    facts: z
      .unknown()
      .optional()
      .describe(
        'Any JSON, the ground truth of the check. Numbers, prices, dates, addresses and names that it does not support are violations. Without it, none of these are checked',
      ),
    locale: optionalLocale.describe('BCP 47 tag of the language that the message should be in'),
  })
  .meta({ id: 'MessageCheckRequest' });
export type MessageCheckRequest = z.output<typeof messageCheckRequestSchema>;

/** `data` of POST /api/messages/check. */
export const messageCheckSchema = z
  .object({
    passed: z.boolean().describe('True if no violation has the severity error'),
    violations: z.array(violationSchema),
  })
  .meta({ id: 'MessageCheck' });
export type MessageCheck = z.infer<typeof messageCheckSchema>;

/** @throws AppError INVALID_REQUEST that names the path of the first error */
export function parseMessageCheck(body: unknown): ParsedBody<MessageCheckRequest> {
  return parseBody(messageCheckRequestSchema, body);
}
