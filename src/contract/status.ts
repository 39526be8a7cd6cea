import { z } from 'zod';

/** The status of a follow-up and of a command. The last three are terminal. */
export const statusSchema = z.enum(['queued', 'running', 'completed', 'failed', 'cancelled']);
export type Status = z.infer<typeof statusSchema>;

const terminalStatuses: ReadonlySet<Status> = new Set(['completed', 'failed', 'cancelled']);

/** A terminal status never changes again. */
export function isTerminal(status: Status): boolean {
  return terminalStatuses.has(status);
}
