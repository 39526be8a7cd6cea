import { z } from 'zod';
import { type DraftMessages, type SalesOutput, writtenChannelsSchema } from '../contract/messages.ts';
import type { PhaseInput, PhaseOutcome } from '../contract/phase.ts';
import { ModelError } from '../platform/model/model-error.ts';
import type { Services } from '../platform/services.ts';
import { contextOf } from '../quality/context-of.ts';
import type { CheckContext } from '../quality/rule.ts';
import { withAgentInstructions } from './agent-instructions.ts';
import { type CallKey, callModel } from './call-model.ts';
import { checkDrafts } from './check-drafts.ts';
import { dataBlock } from './data-block.ts';
import { factsBlock } from './facts-block.ts';
import { copywriterPrompt, copywriterPromptVersion } from './prompts/copywriter-prompt.ts';
import { isFinal, type Prompt, repairMessages, type Written } from './repair-messages.ts';

/**
 * The copywriter phase: the same channels once more, with the strategy, the draft and the facts in view. One call for
 * all channels, or one for each at the same time; what the quality gate stops goes back once. A channel that fails all
 * the same keeps its sales version when the follow-up is settled.
 */
export async function refineMessages(
  services: Services,
  input: PhaseInput,
  signal: AbortSignal,
): Promise<PhaseOutcome> {
  if (!input.sales) throw new Error('a copywriter without a draft');
  const context = contextOf(input.facts, new Date());
  const prompt: Prompt = {
    model: input.agent.model ?? services.config.COPYWRITER_MODEL,
    system: withAgentInstructions(copywriterPrompt, input.agent),
    user: `${factsBlock(input.facts)}\n\n${dataBlock('draft', draftOf(input.sales, context))}`,
  };
  const parts: CallKey['channel'][] =
    services.config.COPYWRITER_CALLS === 'per-channel' ? [...input.channels] : ['all'];
  const refined = await collect(
    parts.map((part) => refinePart(services, input, { prompt, context, channel: part }, signal)),
    input.lastAttempt,
  );
  const channels: DraftMessages = Object.assign({}, ...refined.map((part) => part.channels));
  const [{ call }] = refined;
  return {
    kind: 'written',
    result: { ...call, output: { channels }, promptVersion: copywriterPromptVersion },
  };
}

/** The draft as the copywriter sees it: with what the quality gate has against it. */
function draftOf(sales: SalesOutput, context: CheckContext) {
  const rejected = checkDrafts(sales.channels, context);
  const problems = Object.fromEntries(
    Object.entries(rejected).map(([channel, draft]) => [channel, draft.problems]),
  );
  return Object.keys(problems).length > 0 ? { ...sales, problems } : sales;
}

async function refinePart(
  services: Services,
  input: PhaseInput,
  part: Omit<Written, 'channels'>,
  signal: AbortSignal,
) {
  const { prompt, channel } = part;
  const schema = z.object({
    channels: writtenChannelsSchema(channel === 'all' ? input.channels : [channel]),
  });
  const request = { ...prompt, answer: { name: 'refined_messages', schema }, signal };
  const { output, ...call } = await callModel(services, input, { step: 'write', channel, round: 0 }, request);
  const { channels } = await repairMessages(services, input, { ...part, channels: output.channels }, signal);
  return { channels, call };
}

/**
 * Waits for all parts: those that are written are stored and not paid for again. A part that failed for good, or in the
 * last attempt, leaves the others as they are.
 * @throws the failure that another attempt may mend, or the first one when nothing was written
 */
async function collect<Part>(parts: Promise<Part>[], lastAttempt: boolean): Promise<[Part, ...Part[]]> {
  const ended = await Promise.allSettled(parts);
  const failures = ended.flatMap((part) => (part.status === 'rejected' ? [part.reason] : []));
  const mendable = failures.find((error) => !(error instanceof ModelError) || !isFinal(error, lastAttempt));
  if (mendable) throw mendable;
  const [first, ...others] = ended.flatMap((part) => (part.status === 'fulfilled' ? [part.value] : []));
  if (!first) throw failures[0];
  return [first, ...others];
}
