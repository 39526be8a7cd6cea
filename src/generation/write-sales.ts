import { type Ledger, salesAnswerSchema, stepAnswerSchema } from '../contract/messages.ts';
import type { PhaseInput, PhaseOutcome } from '../contract/phase.ts';
import type { Services } from '../platform/services.ts';
import { passes } from '../quality/check-message.ts';
import { callModel, firstWriting } from './call-model.ts';
import { namesOfRules } from './check-drafts.ts';
import { checkFacts } from './check-facts.ts';
import { composePrompt } from './compose-prompt.ts';
import { openGate } from './open-gate.ts';
import { salesPrompt, salesPromptVersion } from './prompts/sales-prompt.ts';
import { type Prompt, repairMessages } from './repair-messages.ts';

/**
 * The sales phase: writes the strategy and a draft for each planned channel in one call, and makes another call to
 * repair rejected drafts. Without a copywriter, the facts of the drafts are checked here. If no draft passes, the
 * phase fails and nothing is refined.
 */
export async function writeSales(
  services: Services,
  input: PhaseInput,
  signal: AbortSignal,
): Promise<PhaseOutcome> {
  const now = services.clock.now();
  const gate = await openGate(input.facts, now);
  const prompt: Prompt = {
    model: input.agent.model ?? services.config.SALES_MODEL,
    ...composePrompt({ facts: gate.known, agent: input.agent, now, task: salesPrompt }),
  };
  const isStep = input.facts.sequence !== null;
  const answer = {
    name: 'sales_follow_up',
    schema: isStep ? stepAnswerSchema(input.channels) : salesAnswerSchema(input.channels),
  };
  const request = { ...prompt, answer, signal };
  const { output, ...call } = await callModel(services, input, firstWriting, request);

  const written = {
    prompt,
    gate,
    channel: firstWriting.channel,
    channels: output.channels,
  };
  const repaired = await repairMessages(services, input, written, signal);
  const last = { prompt, gate, now, versions: [repaired] } as const;
  const { channels, verdicts, claims } = await checkFacts(services, input, last, signal);
  if (input.channels.every((channel) => !passes(verdicts[channel] ?? []))) {
    const message = `no draft passed the quality gate (${namesOfRules(verdicts)})`;
    return { kind: 'rejected', error: { code: 'NO_DRAFT_PASSED', message } };
  }
  const { strategy } = output;
  const ledger = 'ledger' in output ? { ledger: output.ledger as Ledger } : {};
  return {
    kind: 'written',
    result: {
      ...call,
      output: { strategy, channels, verdicts, ...ledger, ...(claims ? { claims } : {}) },
      promptVersion: salesPromptVersion,
    },
  };
}
