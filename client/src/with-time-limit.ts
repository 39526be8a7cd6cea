/** Timers take no more than 31 bits. */
const longestMs = 2 ** 31 - 1;

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
  const timer = setTimeout(() => limited.abort(timedOut()), Math.min(limitMs, longestMs));
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
