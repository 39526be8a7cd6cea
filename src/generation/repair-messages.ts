import type { Channel } from '../contract/channels.ts';
import { type DraftMessages, messagesAnswerSchema, type Verdicts } from '../contract/messages.ts';
import type { CallStep, PhaseInput } from '../contract/phase.ts';
import { ModelError } from '../platform/model/model-error.ts';
import type { Services } from '../platform/services.ts';
import { blurredClaims } from '../quality/blurred-claims.ts';
import { callModel } from './call-model.ts';
import { checkCall, recordViolations, runGate } from './check-call.ts';
import { listRules, type RejectedDrafts, rejectedDrafts } from './check-drafts.ts';
import type { PromptTexts } from './compose-prompt.ts';
import { dataBlock } from './data-block.ts';
import type { Gate } from './open-gate.ts';
import { repairPrompt } from './prompts/repair-prompt.ts';

/** What a model receives. It is the same for the first version and its repair. */
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
  /** The results of the quality gate for these messages. */
  verdicts: Verdicts;
}

/**
 * Sends rejected messages back to the model, once.
 * @throws ModelError if another attempt may produce the repair; in the last attempt the messages stay as they are
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
  // Messages that passed are unchanged.
  const repaired = withBlurred(
    await runGate(services, key, rewritten, gate),
    rewritten,
    { channels, verdicts },
    input.facts.language,
  );
  recordViolations(services, input.calls, key, repaired);
  return { channels: { ...channels, ...rewritten }, verdicts: { ...verdicts, ...repaired } };
}

/** Adds violations for claims that the repair has only made vaguer. */
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
  /** The prompt of the first version. */
  prompt: Prompt;
  key: CallStep;
  rejected: RejectedDrafts;
}

/**
 * Asks the model to write the rejected messages again. The prompt of the first version comes first.
 * @returns null if the call failed permanently or in the last attempt
 * @throws ModelError if another attempt may succeed
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
      'rejected messages could not be repaired',
    );
    return null;
  }
}

/** Whether another attempt would fail in the same way, or none is left. */
export function isFinal({ permanent, retryAfterMs }: ModelError, lastAttempt: boolean): boolean {
  return retryAfterMs === undefined && (permanent || lastAttempt);
}
