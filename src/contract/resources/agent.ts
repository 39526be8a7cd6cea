import { z } from 'zod';
import { roleByPhase } from '../agents.ts';
import { parseBody } from '../parse-body.ts';
import { checkUuid, optionalLine, optionalText, requiredLine } from './fields.ts';

const text = z.string().nullable();
const roleSchema = z.enum([roleByPhase.sales, roleByPhase.copywriter]);
const statusSchema = z.enum(['active', 'inactive']);

export const agentBodySchema = z.object({
  name: requiredLine,
  role: roleSchema,
  status: statusSchema
    .nullish()
    .transform((status) => status ?? 'active')
    .describe('"active" when it is not given'),
  user_id: optionalLine.describe('UUID of the sales representative whose agent it is'),
  instructions: optionalText.describe('What it is told beside the rules that hold for all'),
  model: optionalLine.describe('In place of the model of its phase'),
});
export type AgentBody = z.output<typeof agentBodySchema>;

export const agentViewSchema = z
  .object({
    id: z.string(),
    site_id: z.string(),
    name: z.string(),
    role: roleSchema,
    status: statusSchema,
    user_id: text,
    instructions: text,
    model: text,
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'Agent' });
export type AgentView = z.infer<typeof agentViewSchema>;

/** @throws AppError INVALID_REQUEST, INVALID_INPUT */
export function parseAgentBody(body: unknown): AgentBody {
  const { value } = parseBody(agentBodySchema, body, { required: ['name', 'role'] });
  return { ...value, user_id: value.user_id && checkUuid(value.user_id, 'user_id') };
}
