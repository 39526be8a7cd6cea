import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 250;

/** How long all work may take to end: a lock lasts 30 s, and it takes up to 15 s more until another worker looks. */
export const endWithinMs = 150_000;

/** @returns what is left of the count when it has come down to nothing, or when the time is over */
export async function waitForZero(count: () => Promise<number> | number, timeoutMs: number): Promise<number> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const left = await count();
    if (left === 0 || Date.now() > deadline) return left;
    await sleep(pollMs);
  }
}
