import { setTimeout as sleep } from 'node:timers/promises';

/** The interval between answers to keys from an address that is over its limit. */
const pauseMs = 1_000;
/** How many keys from such an address may wait. */
const maxWaiting = 5;

/** The count of wrong keys from an address. */
interface Count {
  allowed: boolean;
  /** Time until the address may send wrong keys again. */
  resetMs: number;
}

/** Slows down addresses that send wrong keys. */
export interface KeyGuesses<Allowance extends Count> {
  /** Counts a wrong key. */
  count(address: string): Promise<Allowance>;
  /**
   * Call this before answering whether a key is one of the operator's. An address that has sent too many wrong keys
   * gets one answer a second, whether the key is right or wrong. The right key still works, but a search is too slow.
   * @returns false if too many keys from this address are waiting; the key must then be refused without being checked
   */
  takeTurn(address: string): Promise<boolean>;
}

interface Queue {
  /** The address is over its limit until this time. */
  untilMs: number;
  waiting: number;
  last: Promise<void>;
}

/** @param refusals counts the wrong keys of each address, over all processes */
export function createKeyGuesses<Allowance extends Count>(refusals: {
  count(address: string): Promise<Allowance>;
}): KeyGuesses<Allowance> {
  const queues = new Map<string, Queue>();

  function dropExpired(): void {
    for (const [address, { untilMs, waiting }] of queues) {
      if (waiting === 0 && untilMs <= Date.now()) queues.delete(address);
    }
  }

  return {
    async count(address) {
      const allowance = await refusals.count(address);
      if (!allowance.allowed) {
        dropExpired();
        const queue = queues.get(address) ?? { untilMs: 0, waiting: 0, last: Promise.resolve() };
        queue.untilMs = Date.now() + allowance.resetMs;
        queues.set(address, queue);
      }
      return allowance;
    },
    async takeTurn(address) {
      const queue = queues.get(address);
      if (!queue || queue.untilMs <= Date.now()) return true;
      if (queue.waiting >= maxWaiting) return false;
      queue.waiting += 1;
      queue.last = queue.last.then(() => sleep(pauseMs));
      await queue.last;
      queue.waiting -= 1;
      return true;
    },
  };
}
