import { z } from 'zod';
import { type SalesOutput, writtenChannelsSchema } from '../contract/messages.ts';
import type { CallStep, PhaseInput, PhaseOutcome } from '../contract/phase.ts';
import { ModelError } from '../platform/model/model-error.ts';
import type { Services } from '../platform/services.ts';
import { callModel } from './call-model.ts';
import { rejectedDrafts } from './check-drafts.ts';
import { checkFacts } from './check-facts.ts';
import { composePrompt } from './compose-prompt.ts';
import { openGate } from './open-gate.ts';
import { copywriterPrompt, copywriterPromptVersion } from './prompts/copywriter-prompt.ts';
import { isFinal, type Prompt, type Repaired, repairMessages, type Written } from './repair-messages.ts';

/**
 * The copywriter phase: the same channels once more, with the strategy, the draft and the facts in view. One call for
 * all channels, or one for each at the same time; what the quality gate stops goes back once, and the facts of what
 * will be published are checked. A channel that fails all the same keeps its sales version when the follow-up is
 * settled.
 */
export async function refineMessages(
  services: Services,
  input: PhaseInput,
  signal: AbortSignal,
): Promise<PhaseOutcome> {
  if (!input.sales) throw new Error('a copywriter without a draft');
  const now = new Date();
  const gate = await openGate(input.facts, now);
  const sales = {
    ...input.sales,
    verdicts: input.sales.verdicts ?? (await gate.check(input.sales.channels)),
  };
  const prompt: Prompt = {
    model: input.agent.model ?? services.config.COPYWRITER_MODEL,
    ...composePrompt({
      facts: gate.known,
      agent: input.agent,
      now,
      task: copywriterPrompt,
      draft: draftOf(sales),
    }),
  };
  const parts: CallStep['channel'][] =
    services.config.COPYWRITER_CALLS === 'per-channel' ? [...input.channels] : ['all'];
  const refined = await collect(
    parts.map((part) => refinePart(services, input, { prompt, gate, channel: part }, signal)),
    input.lastAttempt,
  );
  const own: Repaired = {
    channels: Object.assign({}, ...refined.map((part) => part.channels)),
    verdicts: Object.assign({}, ...refined.map((part) => part.verdicts)),
  };
  const output = await checkFacts(services, input, { prompt, gate, now, versions: [own, sales] }, signal);
  const [{ call }] = refined;
  return { kind: 'written', result: { ...call, output, promptVersion: copywriterPromptVersion } };
}

/** The draft as the copywriter sees it, with what the quality gate has found. */
function draftOf({ strategy, channels, verdicts }: SalesOutput & Repaired) {
  const rejected = rejectedDrafts(channels, verdicts);
  const problems = Object.fromEntries(
    Object.entries(rejected).map(([channel, draft]) => [channel, draft.problems]),
  );
  return Object.keys(problems).length > 0 ? { strategy, channels, problems } : { strategy, channels };
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
  const written = { ...part, channels: output.channels };
  const { channels, verdicts } = await repairMessages(services, input, written, signal);
  return { channels, verdicts, call };
}

/**
 * Waits for all parts: those that are written are stored and not paid for again. A part that failed for good, or in the
 * last attempt, leaves the others as they are.
 * @throws a failure after which another attempt may succeed, or the first one when nothing was written
 */
async function collect<Part>(parts: Promise<Part>[], lastAttempt: boolean): Promise<[Part, ...Part[]]> {
  const ended = await Promise.allSettled(parts);
  const failures = ended.flatMap((part) => (part.status === 'rejected' ? [part.reason] : []));
  const passing = failures.find((error) => !(error instanceof ModelError) || !isFinal(error, lastAttempt));
  if (passing) throw passing;
  const [first, ...others] = ended.flatMap((part) => (part.status === 'fulfilled' ? [part.value] : []));
  if (!first) throw failures[0];
  return [first, ...others];
}
