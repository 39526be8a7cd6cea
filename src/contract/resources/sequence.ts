import { z } from 'zod';
import { channelSchema, reachesLead } from '../channels.ts';
import { isTimezone, parseWait } from '../date-time.ts';
import { limits } from '../limits.ts';
import { parseBody } from '../parse-body.ts';
import { optionalLine, optionalText, requiredLine } from './fields.ts';

const text = z.string().nullable();

export const sequenceStatuses = ['active', 'paused'] as const;
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The most steps of a sequence. */
export const mostSteps = 20;

/** What stops an enrollment, apart from stages of the lead. */
export const stopTypes = ['reply', 'meeting_booked', 'opt_out', 'bounce', 'unsubscribe'] as const;
const stopRule = z
  .string()
  .refine(
    (rule) => (stopTypes as readonly string[]).includes(rule) || /^stage:\S.*$/.test(rule),
    `must be one of ${stopTypes.join(', ')}, or stage: and a stage of the lead, such as stage:won`,
  );

const key = z
  .string()
  .regex(/^[\w-]{1,50}$/, 'must have 1 to 50 letters, digits, hyphens or underscores')
  .optional()
  .describe('Identifies the step when the sequence is changed. Defaults to its position, counted from 1');

const waitText = z
  .string()
  .refine(
    (wait) => parseWait(wait) !== null,
    'must be a duration from PT0S to P1Y, such as "3 days", "3 business days", "1 week" or "P3D"',
  );

const stepSchema = z.object({
  key,
  wait: waitText.describe('The time since the end of the step before'),
  follow_up_type: optionalLine,
  channels: z
    .array(channelSchema)
    .min(1, 'must name at least one channel')
    .refine(
      reachesLead,
      'must name email or whatsapp: notification and web are only written beside one of them',
    )
    .nullish()
    .transform((channels) => channels ?? null)
    .describe('Defaults to all channels of the site'),
  brief: optionalText.describe('What this step is for. The facts in it count as true'),
  review: z.boolean().default(false).describe('Whether a person decides before this step is published'),
});

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as "09:00"');

const windowSchema = z
  .object({
    days: z
      .array(z.enum(weekdays))
      .min(1, 'must name at least one day')
      .default([...weekdays]),
    from: clock.default('00:00'),
    to: z.union([clock, z.literal('24:00')], 'must be a time such as "17:00"').default('24:00'),
    timezone: z
      .string()
      .refine((zone) => zone === 'lead' || zone === 'site' || isTimezone(zone), {
        error: 'must be "lead", "site" or an IANA time zone such as "Europe/Berlin"',
      })
      .default('lead'),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be after "from"' });
export type SequenceWindow = z.output<typeof windowSchema>;

export const sequenceBodySchema = z.object({
  name: requiredLine,
  status: z
    .enum(sequenceStatuses)
    .default('active')
    .describe(
      '`paused`: no enrollment advances, and what is being written or reviewed is cancelled and written again later',
    ),
  steps: z
    .array(stepSchema)
    .min(1, 'must have at least one step')
    .max(mostSteps, `must have at most ${mostSteps} steps`)
    .transform((steps) => steps.map((step, index) => ({ ...step, key: step.key ?? String(index + 1) })))
    .refine((steps) => new Set(steps.map((step) => step.key)).size === steps.length, {
      error: 'must have keys that differ',
    }),
  window: windowSchema
    .nullish()
    .transform((window) => window ?? null)
    .describe('When steps may start. Public holidays are not in it. Defaults to any time'),
  stop_on: z
    .array(stopRule)
    .max(limits.list)
    .default(['reply', 'meeting_booked', 'opt_out', 'bounce', 'unsubscribe'])
    .describe('What stops an enrollment'),
  daily_limit: z
    .number()
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(1_000_000, 'must be at most 1000000')
    .nullish()
    .transform((limit) => limit ?? null)
    .describe('The most steps that start on one day of the site'),
  exclusive: z
    .boolean()
    .default(true)
    .describe('Whether a lead can be active in only this sequence of the site'),
});
export type SequenceBody = z.output<typeof sequenceBodySchema>;
export type SequenceStep = SequenceBody['steps'][number];

export const sequenceViewSchema = z
  .object({
    id: z.string(),
    site_id: z.string(),
    name: z.string(),
    status: z.enum(sequenceStatuses),
    steps: z.array(
      z.object({
        key: z.string(),
        wait: z.string(),
        follow_up_type: text,
        channels: z.array(channelSchema).nullable(),
        brief: text,
        review: z.boolean(),
      }),
    ),
    window: z
      .object({ days: z.array(z.enum(weekdays)), from: z.string(), to: z.string(), timezone: z.string() })
      .nullable(),
    stop_on: z.array(z.string()),
    daily_limit: z.number().int().nullable(),
    exclusive: z.boolean(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'Sequence' });
export type SequenceView = z.infer<typeof sequenceViewSchema>;

export const sequenceStatsSchema = z
  .object({
    steps: z.array(
      z.object({
        key: z.string(),
        written: z.number().int().describe('Published follow-ups, with or without a review'),
        approved: z.number().int(),
        rejected: z.number().int().describe('Reviews that somebody rejected, or that expired'),
        skipped: z.number().int().describe('Enrollments that were moved on over this step'),
        failed: z.number().int(),
        in_progress: z.number().int(),
      }),
    ),
    enrollments: z.record(z.string(), z.number().int()).describe('By status'),
    stopped: z.record(z.string(), z.number().int()).describe('By reason'),
  })
  .meta({ id: 'SequenceStats' });
export type SequenceStats = z.infer<typeof sequenceStatsSchema>;

/** @throws AppError INVALID_REQUEST, also for an unknown field: a misspelled rule must not be ignored */
export function parseSequenceBody(body: unknown): SequenceBody {
  return parseBody(sequenceBodySchema, body, { required: ['name', 'steps'], unknown: 'refused' }).value;
}
