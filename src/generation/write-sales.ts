import { z } from 'zod';
import { writtenChannelsSchema } from '../contract/messages.ts';
import type { PhaseInput, PhaseResult } from '../contract/phase.ts';
import type { Services } from '../platform/services.ts';
import { withAgentInstructions } from './agent-instructions.ts';
import { callModel, firstWriting } from './call-model.ts';
import { dataBlock } from './facts-block.ts';
import { salesPrompt, salesPromptVersion } from './prompts/sales-prompt.ts';

/** The sales phase: the strategy and a draft for exactly the planned channels, in one call. */
export async function writeSales(
  services: Services,
  input: PhaseInput,
  signal: AbortSignal,
): Promise<PhaseResult> {
  const schema = z.object({ strategy: z.string(), channels: writtenChannelsSchema(input.channels) });
  const answer = await callModel(services, input, firstWriting, {
    model: input.agent.model ?? services.config.SALES_MODEL,
    system: withAgentInstructions(salesPrompt, input.agent),
    user: dataBlock('facts', input.facts),
    answer: { name: 'sales_follow_up', schema },
    signal,
  });
  return { ...answer, promptVersion: salesPromptVersion };
}
