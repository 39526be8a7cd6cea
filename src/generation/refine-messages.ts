import { z } from 'zod';
import { writtenChannelsSchema } from '../contract/messages.ts';
import type { PhaseInput, PhaseResult } from '../contract/phase.ts';
import type { Services } from '../platform/services.ts';
import { withAgentInstructions } from './agent-instructions.ts';
import { callModel, firstWriting } from './call-model.ts';
import { dataBlock } from './facts-block.ts';
import { copywriterPrompt, copywriterPromptVersion } from './prompts/copywriter-prompt.ts';

/** The copywriter phase: the same channels once more, with the strategy, the draft and the facts in view. */
export async function refineMessages(
  services: Services,
  input: PhaseInput,
  signal: AbortSignal,
): Promise<PhaseResult> {
  const schema = z.object({ channels: writtenChannelsSchema(input.channels) });
  const answer = await callModel(services, input, firstWriting, {
    model: input.agent.model ?? services.config.COPYWRITER_MODEL,
    system: withAgentInstructions(copywriterPrompt, input.agent),
    user: `${dataBlock('facts', input.facts)}\n\n${dataBlock('draft', input.sales)}`,
    answer: { name: 'refined_messages', schema },
    signal,
  });
  return { ...answer, promptVersion: copywriterPromptVersion };
}
