import type { AcceptedFollowUp, CompletedFollowUp, FollowUp } from './follow-up-types.ts';
import { LeadFollowUpError } from './lead-follow-up-error.ts';

/**
 * The follow-up when it is completed, or null while it is being written.
 * @throws LeadFollowUpError when it failed or was cancelled, as the service answers to who waits. A proxy may have kept
 * the wish to wait from the service; it then tells of a failed one with a 200.
 */
export function finishedFollowUp(followUp: AcceptedFollowUp | FollowUp): CompletedFollowUp | null {
  if (!('messages' in followUp)) return null;
  const { id, status, messages, error } = followUp;
  if (status === 'completed' && messages) return { ...followUp, status, messages };
  if (status !== 'failed' && status !== 'cancelled') return null;
  const { code, message, details } = error ?? {
    code: 'COMMAND_CANCELLED',
    message: 'the follow-up was cancelled',
  };
  throw new LeadFollowUpError({ code, message, details, status: 200, followUpId: id });
}
