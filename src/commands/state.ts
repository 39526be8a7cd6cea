import type { Status } from '../contract/status.ts';

/** The state machine of commands and follow-ups: the statuses that may follow each status. */
const nextStatuses: Record<Status, readonly Status[]> = {
  queued: ['running', 'failed', 'cancelled'],
  // A new attempt of a phase claims the command again.
  running: ['running', 'completed', 'failed', 'cancelled'],
  completed: [],
  failed: [],
  cancelled: [],
};

export function canBecome(from: Status, to: Status): boolean {
  return nextStatuses[from].includes(to);
}

/** The statuses that may be followed by `to`, for the WHERE of an update. */
export function statusesBefore(to: Status): Status[] {
  return (Object.keys(nextStatuses) as Status[]).filter((from) => canBecome(from, to));
}
