import type { EventView } from '../../../src/contract/event-view.ts';
import type { Status } from '../../../src/contract/status.ts';

export interface PhaseProgress {
  name: 'Accepted' | 'Sales' | 'Copywriter' | 'Result';
  status: Status | 'waiting' | 'awaiting review';
  /** From its first to its last change, by the service's clock; null while it has not ended. */
  ms: number | null;
  /** Where in `events` it started; null before that. */
  startedBy: number | null;
  errorCode: string | null;
}

type Seen = Pick<EventView, 'type' | 'command_id' | 'error_code' | 'created_at'>;

/** How far each phase of a follow-up has come, from the events that have been seen. */
export function phasesOf(
  events: readonly Seen[],
  commandIds: { sales: string; copywriter: string | null },
): PhaseProgress[] {
  const ended = events.find(
    ({ command_id: id, type }) => id === null && /completed|failed|cancelled/.test(type),
  );
  const isReviewed = events.some(({ type }) => type === 'follow_up.review_requested');
  const accepted: PhaseProgress = {
    ...nothing('Accepted'),
    status: events.length > 0 ? 'completed' : 'running',
  };
  const result: PhaseProgress = {
    ...nothing('Result'),
    ...(isReviewed ? { status: 'awaiting review' } : {}),
    ...(ended ? { status: statusOf(ended), errorCode: ended.error_code } : {}),
    ms: ended ? between(events[0], ended) : null,
  };
  const phases = [accepted, commandPhase('Sales', commandIds.sales, events)];
  if (commandIds.copywriter) phases.push(commandPhase('Copywriter', commandIds.copywriter, events));
  return [...phases, result];
}

function commandPhase(name: PhaseProgress['name'], id: string, events: readonly Seen[]): PhaseProgress {
  const own = events.filter(({ command_id: commandId }) => commandId === id);
  const first = own[0];
  const last = own.at(-1);
  // A follow-up that is cancelled takes its commands with it.
  const cancelled = events.some(({ type }) => type === 'follow_up.cancelled');
  if (!first || !last) return { ...nothing(name), status: cancelled ? 'cancelled' : 'waiting' };
  const running = statusOf(last) === 'running';
  return {
    name,
    status: running && cancelled ? 'cancelled' : statusOf(last),
    ms: running ? null : between(first, last),
    startedBy: events.indexOf(first),
    errorCode: last.error_code,
  };
}

function nothing(name: PhaseProgress['name']): PhaseProgress {
  return { name, status: 'waiting', ms: null, startedBy: null, errorCode: null };
}

function statusOf({ type }: Seen): Status {
  return type.slice(type.indexOf('.') + 1) as Status;
}

function between(from: Seen | undefined, to: Seen): number | null {
  return from ? Date.parse(to.created_at) - Date.parse(from.created_at) : null;
}
