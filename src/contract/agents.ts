import { z } from 'zod';

/** The phases of a follow-up, in order. A command is the record of one phase. */
export const phases = ['sales', 'copywriter'] as const;
export type Phase = (typeof phases)[number];

/** The role of the agent of each phase, as the API names it. */
export const roleByPhase = {
  sales: 'Sales/CRM Specialist',
  copywriter: 'Content Creator & Copywriter',
} as const satisfies Record<Phase, string>;

/** An agent as it was when the follow-up was planned. */
export const agentSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum([roleByPhase.sales, roleByPhase.copywriter]),
  instructions: z.string().nullable(),
  model: z.string().nullable(),
  // Older follow-ups were stored without these.
  title: z.string().nullable().default(null),
  email: z.string().nullable().default(null),
  phone: z.string().nullable().default(null),
  signature: z.string().nullable().default(null),
  max_tokens: z.number().int().nullable().default(null),
});
export type Agent = z.infer<typeof agentSchema>;
