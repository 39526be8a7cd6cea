import { messagesAnswerSchema, type SalesOutput } from '../contract/messages.ts';
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
 * The copywriter phase: writes the same channels again, from the strategy, the draft and the facts. It makes one call
 * for all channels, or one call per channel at the same time. Rejected messages are sent back once, and the facts of
 * the messages to be published are checked. For a channel that still fails, settling uses the sales version.
 */
export async function refineMessages(
  services: Services,
  input: PhaseInput,
  signal: AbortSignal,
): Promise<PhaseOutcome> {
  if (!input.sales) throw new Error('the copywriter phase has no draft');
  const now = services.clock.now();
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

/** The draft as the copywriter sees it, with the violations that the quality gate found. */
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
  const schema = messagesAnswerSchema(channel === 'all' ? input.channels : [channel]);
  const request = { ...prompt, answer: { name: 'refined_messages', schema }, signal };
  const { output, ...call } = await callModel(services, input, { step: 'write', channel, round: 0 }, request);
  const written = { ...part, channels: output.channels };
  const { channels, verdicts } = await repairMessages(services, input, written, signal);
  return { channels, verdicts, call };
}

/**
 * Waits for all parts. Finished parts are stored and need not be paid for again. A part that failed permanently, or in
 * the last attempt, does not affect the others.
 * @throws a failure that another attempt may overcome, or the first failure if nothing was written
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
