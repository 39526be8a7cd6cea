import { z } from 'zod';
import { phases } from './agents.ts';
import { channelSchema, channels } from './channels.ts';
import { verdictsSchema } from './messages.ts';
import { statuses } from './status.ts';

const text = z.string().nullable();

/** `data` of GET /api/commands/{id}. */
export const commandViewSchema = z
  .object({
    id: z.string(),
    type: z.enum(phases),
    status: z.enum(statuses),
    follow_up_id: z.string(),
    agent: z.object({ id: z.string(), name: z.string(), role: z.string() }),
    channel: channelSchema
      .nullable()
      .describe('The message under review that the command writes again. Null for a phase'),
    attempt: z.number().int(),
    model: text,
    result: z.unknown(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    usage: z.object({
      input_tokens: z.number().int(),
      output_tokens: z.number().int(),
      cost_usd: z.number().nullable(),
    }),
    created_at: z.string(),
    started_at: text,
    finished_at: text,
  })
  .meta({ id: 'Command' });
export type CommandView = z.infer<typeof commandViewSchema>;

/** `data` of the 202 of a request to write a message again. */
export const acceptedRevisionSchema = z
  .object({
    command_id: z.string(),
    type: z.enum(phases),
    status: z.enum(statuses),
    channel: channelSchema,
    urls: z.object({ self: z.string(), follow_up: z.string(), events: z.string() }),
  })
  .meta({ id: 'AcceptedRevision' });
export type AcceptedRevision = z.infer<typeof acceptedRevisionSchema>;

/** An element of GET /api/commands/{id}/model-calls: purpose, cost, outcome and violations of a call, never its texts. */
export const modelCallViewSchema = z
  .object({
    id: z.string(),
    /** The attempt of the command that made the call. */
    attempt: z.number().int(),
    step: z.enum(['write', 'repair', 'verify']),
    channel: z.enum([...channels, 'all']),
    /** 0 for the first draft, then the number of the repair. Fact checks are numbered from 0. */
    round: z.number().int(),
    outcome: z.enum(['completed', 'failed']),
    model: z.string(),
    /** Null unless the call failed. */
    error_code: z.string().nullable(),
    violations: verdictsSchema
      .nullable()
      .describe(
        'By channel, what the quality gate found in the messages of this call; for a `verify` call, the statements without a source. Null for a call that failed',
      ),
    input_tokens: z.number().int(),
    output_tokens: z.number().int(),
    cost_usd: z.number().nullable(),
    duration_ms: z.number().int(),
    created_at: z.string(),
  })
  .meta({ id: 'ModelCall' });
export type ModelCallView = z.infer<typeof modelCallViewSchema>;
