import { z } from 'zod';
import { phases } from './agents.ts';
import { statusSchema } from './status.ts';

const text = z.string().nullable();

/** `data` of GET /api/commands/{id}. */
export const commandViewSchema = z
  .object({
    id: z.string(),
    type: z.enum(phases),
    status: statusSchema,
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
