import type { Status } from '../contract/status.ts';

/** The state machine of commands and follow-ups: what each status may become. */
const nextStatuses: Record<Status, readonly Status[]> = {
  queued: ['running', 'failed', 'cancelled'],
  // A phase that is tried again is claimed again.
  running: ['running', 'completed', 'failed', 'cancelled'],
  completed: [],
  failed: [],
  cancelled: [],
};

export function canBecome(from: Status, to: Status): boolean {
  return nextStatuses[from].includes(to);
}

/** The statuses from which one may come to `to`, for the WHERE of an update. */
export function statusesBefore(to: Status): Status[] {
  return (Object.keys(nextStatuses) as Status[]).filter((from) => canBecome(from, to));
}
