import { z } from 'zod';
import { type DraftMessages, writtenChannelsSchema } from '../contract/messages.ts';
import type { PhaseInput } from '../contract/phase.ts';
import { ModelError } from '../platform/model/model-error.ts';
import type { Services } from '../platform/services.ts';
import type { CheckContext } from '../quality/rule.ts';
import { type CallKey, callModel } from './call-model.ts';
import { checkDrafts, namesOfRules, type RejectedDrafts } from './check-drafts.ts';
import { dataBlock } from './data-block.ts';
import { repairPrompt } from './prompts/repair-prompt.ts';

/** What a model is told: the same for the first writing and its repair. */
export interface Prompt {
  model: string;
  system: string;
  user: string;
}

export interface Written {
  prompt: Prompt;
  /** What the messages are held against. */
  context: CheckContext;
  channel: CallKey['channel'];
  channels: DraftMessages;
}

export interface Repaired {
  channels: DraftMessages;
  /** What still does not pass, with the reasons. */
  rejected: RejectedDrafts;
}

/**
 * Sends what the quality gate has stopped back to the model, once and for the failing channels alone.
 * @throws ModelError when another attempt may bring the repair; without one, what there is is kept
 */
export async function repairMessages(
  services: Services,
  input: PhaseInput,
  { prompt, context, channel, channels }: Written,
  signal: AbortSignal,
): Promise<Repaired> {
  const rejected = checkDrafts(channels, context);
  const failing = input.channels.filter((name) => rejected[name]);
  if (failing.length === 0) return { channels, rejected };
  try {
    const { output } = await callModel(
      services,
      input,
      { step: 'repair', channel, round: 1 },
      {
        ...prompt,
        user: [prompt.user, dataBlock('rejected', rejected), repairPrompt].join('\n\n'),
        answer: {
          name: 'repaired_messages',
          schema: z.object({ channels: writtenChannelsSchema(failing) }),
        },
        signal,
      },
    );
    const repaired = { ...channels, ...output.channels };
    return { channels: repaired, rejected: checkDrafts(repaired, context) };
  } catch (error) {
    if (!(error instanceof ModelError) || !isFinal(error, input.lastAttempt)) throw error;
    services.logger.warn(
      { err: error, commandId: input.commandId, rejected: namesOfRules(rejected) },
      'messages that the quality gate has stopped could not be repaired',
    );
    return { channels, rejected };
  }
}

/** Whether a failure is the last word: another attempt would end the same, or there is none. */
export function isFinal({ permanent, retryAfterMs }: ModelError, lastAttempt: boolean): boolean {
  return retryAfterMs === undefined && (permanent || lastAttempt);
}
