import { z } from 'zod';

/** The phases of a follow-up, in their order; a command is the record of one. */
export const phases = ['sales', 'copywriter'] as const;
export type Phase = (typeof phases)[number];

/** The role of the agent that writes a phase, as the product names it. */
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
});
export type Agent = z.infer<typeof agentSchema>;
