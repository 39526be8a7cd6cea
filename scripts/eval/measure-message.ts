import type { Channel } from '../../src/contract/channels.ts';
import type { DraftMessage } from '../../src/contract/messages.ts';
import type { Violation } from '../../src/contract/violation.ts';
import { checkMessage, passes } from '../../src/quality/check-message.ts';
import { countCodePoints } from '../../src/quality/code-points.ts';
import type { CheckContext } from '../../src/quality/rule.ts';
import { type Readability, readabilityOf } from './readability.ts';
import { type Readiness, readinessOf } from './readiness.ts';

export interface MeasuredMessage extends Readability, Readiness {
  channel: Channel;
  draft: DraftMessage;
  violations: Violation[];
  /** No violation of severity error. */
  passed: boolean;
  /** Everything in the message is supported by the facts, as far as the gate can tell. */
  grounded: boolean;
  /** In code points. */
  titleLength: number;
  messageLength: number;
}

/**
 * Checks a message with the gate and measures it. Words and readability exclude the title.
 * @param sender who signs the message; null if nobody does
 */
export function measureMessage(
  draft: DraftMessage,
  channel: Channel,
  context: CheckContext,
  sender: string | null,
): MeasuredMessage {
  const violations = checkMessage(draft, channel, context);
  // Without ground truth, the grounding rules do not run. The errors that disappear are theirs.
  const others = checkMessage(draft, channel, { ...context, groundTruth: null });
  return {
    channel,
    draft,
    violations,
    passed: passes(violations),
    grounded: countErrors(violations) <= countErrors(others),
    titleLength: countCodePoints(draft.title),
    messageLength: countCodePoints(draft.message),
    ...readabilityOf(draft.message, context.language ?? 'en'),
    ...readinessOf(draft, channel, context.language ?? 'en', sender),
  };
}

function countErrors(violations: readonly Violation[]): number {
  return violations.filter(({ severity }) => severity === 'error').length;
}
