import { setTimeout as sleep } from 'node:timers/promises';

const graceMs = 3_000;
const pollMs = 20;

/**
 * What is still open, once what was about to close has done so: closing is asynchronous, on servers above all.
 * Returns as soon as nothing is left.
 */
export async function stillOpen<Item>(list: () => Promise<Item[]> | Item[]): Promise<Item[]> {
  const deadline = Date.now() + graceMs;
  for (;;) {
    const items = await list();
    if (items.length === 0 || Date.now() > deadline) return items;
    await sleep(pollMs);
  }
}
