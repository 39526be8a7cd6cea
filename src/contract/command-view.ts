import { z } from 'zod';
import { phases } from './agents.ts';
import { channels } from './channels.ts';
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

/** An element of GET /api/commands/{id}/model-calls: what a call was for, what it cost, how it ended, what the gate found, not its texts. */
export const modelCallViewSchema = z
  .object({
    id: z.string(),
    /** The attempt of the command that made it. */
    attempt: z.number().int(),
    step: z.enum(['write', 'repair', 'verify']),
    channel: z.enum([...channels, 'all']),
    /** Counts the repairs; 0 writes. The first check of the facts is 0 too, the second 1. */
    round: z.number().int(),
    outcome: z.enum(['completed', 'failed']),
    model: z.string(),
    /** Why it failed; null otherwise. */
    error_code: z.string().nullable(),
    /** What the quality gate found in each message that it wrote, or what it found itself in a check of the facts; null for a call that failed or is from before this was stored. */
    violations: verdictsSchema
      .nullable()
      .describe(
        'What the quality gate found in the messages of this call, by channel; of a `verify` call, the statements without a source. Null for a call that failed',
      ),
    input_tokens: z.number().int(),
    output_tokens: z.number().int(),
    cost_usd: z.number().nullable(),
    duration_ms: z.number().int(),
    created_at: z.string(),
  })
  .meta({ id: 'ModelCall' });
export type ModelCallView = z.infer<typeof modelCallViewSchema>;
