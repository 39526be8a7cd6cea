import { z } from 'zod';
import type { Channel } from '../contract/channels.ts';
import { claimKinds } from '../contract/claim-kinds.ts';
import type { Claims } from '../contract/claims.ts';
import type { DraftMessages } from '../contract/messages.ts';
import type { PhaseInput } from '../contract/phase.ts';
import type { Services } from '../platform/services.ts';
import { callModel } from './call-model.ts';
import { dataBlock } from './data-block.ts';
import { checkedFacts } from './facts-block.ts';
import type { Gate } from './open-gate.ts';
import { verifyPrompt } from './prompts/verify-prompt.ts';
import type { Prompt } from './repair-messages.ts';
import { writingBlock } from './writing-block.ts';

export interface Verification {
  /** The prompt of the phase. The same model does the check. */
  prompt: Prompt;
  gate: Gate;
  now: Date;
  messages: DraftMessages;
  /** The number of repairs of unsupported statements before this check. */
  round: number;
}

/**
 * Asks in one call for every statement in the messages and its source in the facts, and keeps what can be verified.
 * @throws ModelError, or the signal's reason if it was aborted
 */
export async function verifyMessages(
  services: Services,
  input: PhaseInput,
  { prompt, gate, now, messages, round }: Verification,
  signal: AbortSignal,
): Promise<Claims> {
  const channels = Object.keys(messages) as [Channel, ...Channel[]];
  const schema = z.object({
    assertions: z.array(
      z.object({
        channel: z.enum(channels),
        quote: z.string(),
        kind: z.enum(claimKinds),
        source: z.string().nullable(),
      }),
    ),
  });
  const { output } = await callModel(
    services,
    input,
    { step: 'verify', channel: 'all', round },
    {
      model: prompt.model,
      system: verifyPrompt,
      user: [
        dataBlock('facts', checkedFacts(gate.known)),
        writingBlock(gate.known, input.agent, now),
        dataBlock('messages', messages),
      ].join('\n\n'),
      answer: { name: 'statements', schema },
      signal,
    },
  );
  return gate.readClaims(output.assertions, messages);
}
