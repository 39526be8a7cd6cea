/** The status of a command. The last three are terminal. */
export const statuses = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type Status = (typeof statuses)[number];

/** The status of a follow-up. */
export const followUpStatuses = [
  'queued',
  'running',
  'awaiting_review',
  'completed',
  'failed',
  'cancelled',
] as const;
export type FollowUpStatus = (typeof followUpStatuses)[number];

const terminalStatuses: ReadonlySet<FollowUpStatus> = new Set(['completed', 'failed', 'cancelled']);

/** A terminal status never changes again. */
export function isTerminal(status: FollowUpStatus): boolean {
  return terminalStatuses.has(status);
}

/** Whether the phases of a follow-up run or will run. A review comes after them. */
export function isInProgress(status: FollowUpStatus): boolean {
  return status === 'queued' || status === 'running';
}

/** The events of an enrollment. */
export const enrollmentEventTypes = [
  'enrollment.started',
  'enrollment.step_completed',
  'enrollment.finished',
  'enrollment.stopped',
  'enrollment.failed',
] as const;

/** The events of a review. */
export const reviewEventTypes = ['follow_up.review_requested', 'follow_up.message_revised'] as const;

/** The events that end a follow-up. A follow-up has exactly one of them. */
export const terminalEventTypes = ['follow_up.completed', 'follow_up.failed', 'follow_up.cancelled'] as const;

export function isTerminalEvent({ type }: { type: string }): boolean {
  return (terminalEventTypes as readonly string[]).includes(type);
}
