/** What is measured of follow-ups. */
export interface Drain {
  /** How many ended in the last minute. */
  endedInMinute: number;
  /** The age of the oldest one that has not ended. 0 if there is none. */
  oldestUnfinishedS: number;
}

/**
 * How long it takes until a number of follow-ups has ended, at the rate of the last minute. If none ended in it, the
 * oldest one is the measure: the longer it has not ended, the longer it may still take.
 * @returns seconds
 */
export function drainSeconds(followUps: number, { endedInMinute, oldestUnfinishedS }: Drain): number {
  if (followUps === 0) return 0;
  return endedInMinute > 0 ? (followUps * 60) / endedInMinute : oldestUnfinishedS;
}
