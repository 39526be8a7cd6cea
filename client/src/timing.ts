const firstBackOffMs = 200;
const longestBackOffMs = 5_000;
/** Timers take no more than 31 bits. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * Does work that ends with its caller's signal or when its time is over, whichever comes first.
 * @param work gets the signal that it must obey
 * @throws the caller's reason, or what `timedOut` gives
 */
export async function withTimeLimit<Result>(
  limitMs: number,
  caller: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
  timedOut: () => Error,
): Promise<Result> {
  caller?.throwIfAborted();
  const limited = new AbortController();
  const timer = setTimeout(() => limited.abort(timedOut()), Math.min(limitMs, longestTimerMs));
  const stop = () => limited.abort(caller?.reason);
  caller?.addEventListener('abort', stop, { once: true });
  try {
    const result = await work(limited.signal);
    limited.signal.throwIfAborted();
    return result;
  } catch (error) {
    // Work that is cut short fails in its own ways; why it was cut short is what counts.
    throw limited.signal.aborted ? limited.signal.reason : error;
  } finally {
    clearTimeout(timer);
    caller?.removeEventListener('abort', stop);
  }
}

/**
 * Lets time pass.
 * @throws the signal's reason when it aborts meanwhile
 */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** The Retry-After of an answer, given in seconds or as a date, in milliseconds from now. Null without one. */
export function readRetryAfter(headers: Headers, now = Date.now()): number | null {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** How long to wait after so many failures in a row: twice as long each time, with jitter so that clients spread. */
export function backOff(failures: number): number {
  const ms = Math.min(longestBackOffMs, firstBackOffMs * 2 ** failures);
  return ms / 2 + (Math.random() * ms) / 2;
}
