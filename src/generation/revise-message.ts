import type { Facts } from '../contract/facts.ts';
import { messagesAnswerSchema } from '../contract/messages.ts';
import type { PhaseInput, PhaseOutcome } from '../contract/phase.ts';
import type { Services } from '../platform/services.ts';
import { passes } from '../quality/check-message.ts';
import { callModel } from './call-model.ts';
import { namesOfRules } from './check-drafts.ts';
import { checkFacts } from './check-facts.ts';
import { composePrompt } from './compose-prompt.ts';
import { openGate } from './open-gate.ts';
import { revisePrompt, revisePromptVersion } from './prompts/revise-prompt.ts';
import { refineMessages } from './refine-messages.ts';
import { type Prompt, repairMessages } from './repair-messages.ts';

/** The work of the copywriter: refines the drafts of a follow-up, or writes one message of a review again. */
export function writeCopy(services: Services, input: PhaseInput, signal: AbortSignal): Promise<PhaseOutcome> {
  return input.revision ? reviseMessage(services, input, signal) : refineMessages(services, input, signal);
}

/**
 * Writes one message under review again, in one call. A text that the quality gate rejects is sent back once. If it
 * still fails, there is no new revision.
 */
async function reviseMessage(
  services: Services,
  input: PhaseInput,
  signal: AbortSignal,
): Promise<PhaseOutcome> {
  if (!input.revision || !input.sales) throw new Error('there is no message to write again');
  const { channel, current, instructions } = input.revision;
  const now = services.clock.now();
  const gate = await openGate(withRequest(input.facts, instructions), now);
  const prompt: Prompt = {
    model: input.agent.model ?? services.config.COPYWRITER_MODEL,
    ...composePrompt({
      facts: gate.known,
      agent: input.agent,
      now,
      task: revisePrompt,
      draft: {
        strategy: input.sales.strategy,
        channels: { [channel]: current },
        ...(instructions ? { request: instructions } : {}),
      },
    }),
  };
  const answer = { name: 'revised_message', schema: messagesAnswerSchema([channel]) };
  const step = { step: 'write', channel, round: 0 } as const;
  const { output, ...call } = await callModel(services, input, step, { ...prompt, answer, signal });
  const written = { prompt, gate, channel, channels: output.channels };
  const repaired = await repairMessages(services, input, written, signal);
  const last = { prompt, gate, now, versions: [repaired] } as const;
  const checked = await checkFacts(services, input, last, signal);
  if (!passes(checked.verdicts[channel] ?? [])) {
    const message = `the new version did not pass the quality gate (${namesOfRules(checked.verdicts)})`;
    return { kind: 'rejected', error: { code: 'NO_DRAFT_PASSED', message } };
  }
  return { kind: 'written', result: { ...call, output: checked, promptVersion: revisePromptVersion } };
}

/** A reviewer's request counts as true, like the instructions of an agent. */
function withRequest(facts: Facts, request: string | null): Facts {
  return request ? { ...facts, instructions: [...facts.instructions, request] } : facts;
}
