import type { Channel } from '../contract/channels.ts';
import { type DraftMessages, messagesAnswerSchema, type Verdicts } from '../contract/messages.ts';
import type { CallStep, PhaseInput } from '../contract/phase.ts';
import { ModelError } from '../platform/model/model-error.ts';
import type { Services } from '../platform/services.ts';
import { blurredClaims } from '../quality/blurred-claims.ts';
import { callModel } from './call-model.ts';
import { checkCall, recordViolations } from './check-call.ts';
import { listRules, type RejectedDrafts, rejectedDrafts } from './check-drafts.ts';
import type { PromptTexts } from './compose-prompt.ts';
import { dataBlock } from './data-block.ts';
import type { Gate } from './open-gate.ts';
import { repairPrompt } from './prompts/repair-prompt.ts';

/** What a model is sent: the same for the first writing and its repair. */
export interface Prompt extends PromptTexts {
  model: string;
}

export interface Written {
  prompt: Prompt;
  gate: Gate;
  channel: CallStep['channel'];
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
  const written = { step: 'write', channel, round: 0 } as const;
  const key = { step: 'repair', channel, round: 1 } as const;
  const verdicts = await checkCall(services, input.calls, written, channels, gate);
  const rejected = rejectedDrafts(channels, verdicts);
  if (Object.keys(rejected).length === 0) return { channels, verdicts };
  const rewritten = await callRepair(services, input, { prompt, key, rejected }, signal);
  if (!rewritten) return { channels, verdicts };
  // A message that passed is the same as before.
  const repaired = withBlurred(
    await gate.check(rewritten),
    rewritten,
    { channels, verdicts },
    input.facts.language,
  );
  recordViolations(services, input.calls, key, repaired);
  return { channels: { ...channels, ...rewritten }, verdicts: { ...verdicts, ...repaired } };
}

/** Adds the claims that a repair has only made vaguer to what the gate says of it. */
function withBlurred(
  verdicts: Verdicts,
  rewritten: DraftMessages,
  before: Repaired,
  language: string,
): Verdicts {
  const entries = Object.entries(rewritten).map(([name, draft]) => {
    const channel = name as Channel;
    const old = before.channels[channel];
    const blurred = old ? blurredClaims(old, before.verdicts[channel] ?? [], draft, language) : [];
    return [channel, [...(verdicts[channel] ?? []), ...blurred]] as const;
  });
  return Object.fromEntries(entries);
}

export interface Repair {
  /** Of the first writing. */
  prompt: Prompt;
  key: CallStep;
  rejected: RejectedDrafts;
}

/**
 * Has the rejected messages written once more, behind the prompt of the first writing.
 * @returns null when that failed for good or in the last attempt
 * @throws ModelError if another attempt may bring it
 */
export async function callRepair(
  services: Services,
  input: PhaseInput,
  { prompt, key, rejected }: Repair,
  signal: AbortSignal,
): Promise<DraftMessages | null> {
  const failing = input.channels.filter((channel) => rejected[channel]);
  try {
    const { output } = await callModel(services, input, key, {
      ...prompt,
      user: [prompt.user, dataBlock('rejected', rejected), repairPrompt].join('\n\n'),
      answer: { name: 'repaired_messages', schema: messagesAnswerSchema(failing) },
      signal,
    });
    return output.channels;
  } catch (error) {
    if (!(error instanceof ModelError) || !isFinal(error, input.lastAttempt)) throw error;
    const stopped = Object.entries(rejected).map(([channel, { problems }]) => [channel, problems] as const);
    services.logger.warn(
      { err: error, commandId: input.commandId, rejected: listRules(stopped) },
      'messages that were stopped could not be repaired',
    );
    return null;
  }
}

/** Whether another attempt would end the same, or there is none. */
export function isFinal({ permanent, retryAfterMs }: ModelError, lastAttempt: boolean): boolean {
  return retryAfterMs === undefined && (permanent || lastAttempt);
}
