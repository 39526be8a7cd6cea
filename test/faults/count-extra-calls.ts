import type { StoredCall } from './read-outcomes.ts';
import type { Call } from './servers/model.ts';
import type { Disturbance } from './trial.ts';

/** How many calls were made beyond those that each follow-up makes when nothing disturbs it. */
export function countExtraCalls(calls: readonly Call[], callsEach: number): number {
  const made = new Map<string, number>();
  for (const { marker } of calls) made.set(marker, (made.get(marker) ?? 0) + 1);
  return [...made.values()].reduce((sum, count) => sum + Math.max(0, count - callsEach), 0);
}

/** How many calls of the workers that were hit had been made and not stored when the disturbances came. */
export function countCallsInFlight(
  calls: readonly Call[],
  stored: readonly StoredCall[],
  disturbances: readonly Disturbance[],
): number {
  const keyOf = ({ marker, phase }: { marker: string; phase: string }) => `${marker} ${phase}`;
  let inFlight = 0;
  for (const { from, to, workers } of disturbances) {
    const open = new Map<string, number>();
    for (const call of calls) {
      if (call.at <= to && workers.includes(call.worker))
        open.set(keyOf(call), (open.get(keyOf(call)) ?? 0) + 1);
    }
    for (const call of stored) {
      if (call.at <= from) open.set(keyOf(call), (open.get(keyOf(call)) ?? 0) - 1);
    }
    for (const count of open.values()) inFlight += Math.max(0, count);
  }
  return inFlight;
}
