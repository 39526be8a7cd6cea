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
  // Follow-ups from before senders had these lack them.
  title: z.string().nullable().default(null),
  email: z.string().nullable().default(null),
  phone: z.string().nullable().default(null),
  signature: z.string().nullable().default(null),
});
export type Agent = z.infer<typeof agentSchema>;
