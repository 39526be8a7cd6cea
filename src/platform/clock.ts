export interface Clock {
  now(): Date;
  /** The time of this clock at a moment of the system's, such as a time that the database wrote. */
  at(moment: Date): Date;
  /** Sets the clock ahead, for tests that let weeks pass in seconds. It runs on from there. The database's clock is not set. */
  set(time: Date): void;
}

/** A clock that shows the system's time until it is set. */
export function createClock(): Clock {
  let offsetMs = 0;
  const at = (moment: Date) => new Date(moment.getTime() + offsetMs);
  return {
    now: () => at(new Date()),
    at,
    set(time) {
      offsetMs = time.getTime() - Date.now();
    },
  };
}
