import { type Channel, reachesLead } from '../contract/channels.ts';
import type { CommandError, ErrorBody } from '../contract/errors.ts';
import type { CopywriterOutput, DraftMessage, Message, SalesOutput } from '../contract/messages.ts';
import type { Plan, SkippedChannel } from '../contract/plan.ts';
import { checkMessage, errorsOf, passes, rulesOf } from '../quality/check-message.ts';
import type { CheckContext } from '../quality/rule.ts';

/** What the phases came to, once they have ended. */
export interface PhaseResults {
  sales: { output: SalesOutput | null; error: CommandError | null };
  copywriter: CopywriterOutput | null;
}

export interface FollowUpResult {
  messages: Partial<Record<Channel, Message>>;
  quality: Partial<Record<Channel, { refined: boolean; warnings: string[] }>>;
  skipped_channels: SkippedChannel[];
}

export type Outcome =
  | { status: 'completed'; result: FollowUpResult }
  | { status: 'failed'; error: ErrorBody };

/** Faults that mean: the model was asked, and gave nothing to publish. */
const nothingWritten = new Set([
  'MODEL_REFUSED',
  'MODEL_ANSWER_EMPTY',
  'MODEL_ANSWER_UNREADABLE',
  'NO_DRAFT_PASSED',
]);

/**
 * Decides what a follow-up comes to. For each planned channel the refined message is taken, else the sales version,
 * whichever first passes the quality gate; a channel with neither is skipped.
 * @param context what the messages are held against
 * @param optedOut channels that the lead has left since the follow-up was planned
 */
export function decideOutcome(
  plan: Plan,
  phases: PhaseResults,
  context: CheckContext,
  optedOut: readonly Channel[],
): Outcome {
  const { output: sales, error } = phases.sales;
  if (!sales) return { status: 'failed', error: salesFailure(error) };

  const open = plan.channels.filter((channel) => !optedOut.includes(channel));
  if (!reachesLead(open)) {
    const message = 'none of the channels is still valid for the lead';
    return { status: 'failed', error: { code: 'NO_VALID_CHANNELS', message } };
  }
  const result: FollowUpResult = {
    messages: {},
    quality: {},
    skipped_channels: [
      ...plan.skipped_channels,
      ...plan.channels
        .filter((channel) => optedOut.includes(channel))
        .map((channel) => ({ channel, reason: 'the lead has opted out' })),
    ],
  };
  const rejected: Partial<Record<Channel, string[]>> = {};
  for (const channel of open) {
    const refined = phases.copywriter?.channels[channel];
    const choice = choose([refined, sales.channels[channel]], channel, context);
    if (choice.draft === null) {
      rejected[channel] = choice.rules;
      const reason = `no version passed the quality gate: ${choice.rules.join(', ')}`;
      result.skipped_channels.push({ channel, reason });
    } else {
      result.messages[channel] = { ...choice.draft, strategy: sales.strategy };
      result.quality[channel] = { refined: choice.draft === refined, warnings: choice.warnings };
    }
  }
  if (Object.keys(result.messages).length > 0) return { status: 'completed', result };
  const message = 'nothing that was written passed the quality gate';
  return { status: 'failed', error: { code: 'NO_CONTENT_GENERATED', message, details: { rejected } } };
}

/** @returns the first version that passes the gate, else the rules that stopped the last one */
function choose(versions: readonly (DraftMessage | undefined)[], channel: Channel, context: CheckContext) {
  let rules = ['nothing was written'];
  for (const draft of versions) {
    if (!draft) continue;
    const violations = checkMessage(draft, channel, context);
    if (passes(violations)) {
      const warnings = violations.map(({ rule, field, message }) => `${rule}: ${field}: ${message}`);
      return { draft, warnings };
    }
    rules = rulesOf(errorsOf(violations));
  }
  return { draft: null, rules };
}

function salesFailure(error: CommandError | null): ErrorBody {
  const reason = error ?? { code: 'UNKNOWN', message: 'the sales phase ended without success' };
  return {
    code: nothingWritten.has(reason.code) ? 'NO_CONTENT_GENERATED' : 'SALES_COMMAND_FAILED',
    message: reason.message,
    details: { reason: reason.code },
  };
}
