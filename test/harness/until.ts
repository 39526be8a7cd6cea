import { setTimeout as sleep } from 'node:timers/promises';

/** For what announces itself in no other way: asks again and again. */
export async function until(
  condition: () => Promise<boolean>,
  timeoutMs = 25_000,
  pollMs = 20,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not so after ${timeoutMs} ms: ${condition}`);
    await sleep(pollMs);
  }
}
