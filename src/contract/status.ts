/** The status of a follow-up and of a command. The last three are terminal. */
export const statuses = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type Status = (typeof statuses)[number];

const terminalStatuses: ReadonlySet<Status> = new Set(['completed', 'failed', 'cancelled']);

/** A terminal status never changes again. */
export function isTerminal(status: Status): boolean {
  return terminalStatuses.has(status);
}

/** The events that end a follow-up. A follow-up has exactly one of them. */
export const terminalEventTypes = ['follow_up.completed', 'follow_up.failed', 'follow_up.cancelled'] as const;

export function isTerminalEvent({ type }: { type: string }): boolean {
  return (terminalEventTypes as readonly string[]).includes(type);
}
