import { z } from 'zod';
import { type DraftMessages, type Verdicts, writtenChannelsSchema } from '../contract/messages.ts';
import type { PhaseInput } from '../contract/phase.ts';
import { ModelError } from '../platform/model/model-error.ts';
import type { Services } from '../platform/services.ts';
import { passes } from '../quality/check-message.ts';
import { type CallKey, callModel } from './call-model.ts';
import { checkCall } from './check-call.ts';
import { namesOfRules, rejectedDrafts } from './check-drafts.ts';
import { dataBlock } from './data-block.ts';
import type { Gate } from './open-gate.ts';
import { repairPrompt } from './prompts/repair-prompt.ts';

/** What a model is sent: the same for the first writing and its repair. */
export interface Prompt {
  model: string;
  system: string;
  user: string;
}

export interface Written {
  prompt: Prompt;
  gate: Gate;
  channel: CallKey['channel'];
  channels: DraftMessages;
}

export interface Repaired {
  channels: DraftMessages;
  /** What the quality gate says of them. */
  verdicts: Verdicts;
}

/**
 * Sends the messages that the quality gate has stopped back to the model, once.
 * @throws ModelError if another attempt may bring the repair; in the last one the messages stay as they are
 */
export async function repairMessages(
  services: Services,
  input: PhaseInput,
  { prompt, gate, channel, channels }: Written,
  signal: AbortSignal,
): Promise<Repaired> {
  const { commandId } = input;
  const written = { commandId, step: 'write', channel, round: 0 } as const;
  const repair = { step: 'repair', channel, round: 1 } as const;
  const verdicts = await checkCall(services.database, written, channels, gate);
  const failing = input.channels.filter((name) => !passes(verdicts[name] ?? []));
  if (failing.length === 0) return { channels, verdicts };
  try {
    const { output } = await callModel(services, input, repair, {
      ...prompt,
      user: [prompt.user, dataBlock('rejected', rejectedDrafts(channels, verdicts)), repairPrompt].join(
        '\n\n',
      ),
      answer: {
        name: 'repaired_messages',
        schema: z.object({ channels: writtenChannelsSchema(failing) }),
      },
      signal,
    });
    const repaired = { ...channels, ...output.channels };
    // A message that passed is the same as before.
    const mended = await checkCall(services.database, { commandId, ...repair }, output.channels, gate);
    return { channels: repaired, verdicts: { ...verdicts, ...mended } };
  } catch (error) {
    if (!(error instanceof ModelError) || !isFinal(error, input.lastAttempt)) throw error;
    services.logger.warn(
      { err: error, commandId, rejected: namesOfRules(verdicts) },
      'messages that the quality gate stopped could not be repaired',
    );
    return { channels, verdicts };
  }
}

/** Whether another attempt would end the same, or there is none. */
export function isFinal({ permanent, retryAfterMs }: ModelError, lastAttempt: boolean): boolean {
  return retryAfterMs === undefined && (permanent || lastAttempt);
}
