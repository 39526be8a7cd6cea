/** A way that has room for so many at once. */
export interface Lane {
  key: string;
  width: number;
}

export type Admission =
  /** `leave` makes room again. */
  | { kind: 'entered'; leave(): void }
  /** No room for a while: come back then. */
  | { kind: 'full'; afterMs: number };

export interface Lanes {
  /** Enters several lanes at once, all or none. */
  enter(lanes: readonly Lane[]): Promise<Admission>;
}

interface Traffic {
  /** When each of those in the lane came in. */
  entries: Set<{ at: number }>;
  /** How long they take, the last ones counting most. */
  usualMs: number;
  waiting: Set<() => void>;
  /** Up to when those who were sent away have been given a time. */
  bookedUntil: number;
}

/** A quick receiver makes room sooner than a job is put back and fetched again. */
const patienceMs = 1_000;
/** Of one that leaves, in what is usual. */
const newestCounts = 0.2;
const minAfterMs = 100;
/** A receiver that has recovered is tried again soon, however many wait for it. */
const maxAfterMs = 60_000;

/**
 * Keeps one slow receiver from taking all the room there is. Whoever finds a lane full waits for a moment, and is then
 * sent away for as long as those before it are likely to take: it holds no place of others meanwhile, and few come
 * back too early.
 */
export function createLanes(now: () => number = () => performance.now()): Lanes {
  const traffic = new Map<string, Traffic>();

  function at({ key }: Lane): Traffic {
    const known = traffic.get(key);
    if (known) return known;
    const fresh: Traffic = { entries: new Set(), usualMs: 0, waiting: new Set(), bookedUntil: 0 };
    traffic.set(key, fresh);
    return fresh;
  }

  const isFull = ({ key, width }: Lane) => (traffic.get(key)?.entries.size ?? 0) >= width;

  function take(lanes: readonly Lane[]): Admission {
    const entry = { at: now() };
    for (const lane of lanes) at(lane).entries.add(entry);
    return {
      kind: 'entered',
      leave() {
        for (const lane of lanes) {
          const here = at(lane);
          here.entries.delete(entry);
          here.usualMs += (now() - entry.at - here.usualMs) * newestCounts;
          const [next] = here.waiting;
          if (next) next();
          else if (here.entries.size === 0) traffic.delete(lane.key);
        }
      },
    };
  }

  /** How long those in a full lane are taking: as usual, or all of them longer by now. */
  const paceMs = ({ usualMs, entries }: Traffic) =>
    Math.max(usualMs, Math.min(...[...entries].map((entry) => now() - entry.at)));

  function sendAway(lane: Lane): Admission {
    const here = at(lane);
    here.bookedUntil = Math.max(here.bookedUntil, now()) + paceMs(here) / lane.width;
    const afterMs = Math.min(Math.max(here.bookedUntil - now(), minAfterMs), maxAfterMs);
    return { kind: 'full', afterMs: Math.round(afterMs) };
  }

  /** Waits for room in a lane. @returns false when none came in time, or none is likely to */
  function roomIn(lane: Lane): Promise<boolean> {
    const here = at(lane);
    const isWorthIt = here.waiting.size < lane.width && paceMs(here) < patienceMs;
    if (!isWorthIt) return Promise.resolve(false);
    return new Promise((resolve) => {
      const end = (came: boolean) => {
        here.waiting.delete(wake);
        clearTimeout(timer);
        resolve(came);
      };
      const wake = () => end(true);
      const timer = setTimeout(() => end(false), patienceMs);
      here.waiting.add(wake);
    });
  }

  return {
    async enter(lanes) {
      for (;;) {
        const full = lanes.find(isFull);
        if (!full) return take(lanes);
        const hasRoom = await roomIn(full);
        // The last moment may have made room.
        if (!hasRoom && isFull(full)) return sendAway(full);
      }
    },
  };
}
