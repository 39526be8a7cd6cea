import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Closable } from '../src/platform/closables.ts';

/** How many requests to send, or for how long. */
export interface LoadOptions {
  url: string;
  connections: number;
  amount?: number;
  durationS?: number;
  method?: 'GET' | 'POST' | 'DELETE';
  headers?: Record<string, string>;
  body?: string;
  /** Used in turn instead of the path of `url`. */
  paths?: readonly string[];
  /** The time limit of one request. */
  timeoutS?: number;
}

export interface LoadResult {
  /** Answers per second. */
  perSecond: number;
  count: number;
  /** Milliseconds from request to answer. */
  p50: number;
  p99: number;
  max: number;
}

/**
 * The load generator (autocannon), in its own process so that it does not share an event loop with what it measures.
 */
export interface Load extends Closable {
  /** @throws Error if an answer is not 2xx, or if there is none */
  send(options: LoadOptions): Promise<LoadResult>;
}

/** The answer to the request with the same number. */
export type LoadAnswer = { number: number } & ({ result: LoadResult } | { failure: string });

export async function startLoad(): Promise<Load> {
  const child = fork('bench/programs/load.ts', { execArgv: ['--import', 'tsx'], detached: true });
  await once(child, 'message');
  const exited = once(child, 'exit');
  const waiting = new Map<number, (answer: LoadAnswer) => void>();
  child.on('message', (answer: LoadAnswer) => waiting.get(answer.number)?.(answer));
  child.on('exit', () => {
    for (const [number, resolve] of waiting) resolve({ number, failure: 'the load generator has ended' });
  });
  let sent = 0;
  return {
    async send(options) {
      sent += 1;
      const number = sent;
      const answer = await new Promise<LoadAnswer>((resolve) => {
        waiting.set(number, resolve);
        child.send({ number, options }, (error) => {
          if (error) resolve({ number, failure: error.message });
        });
      });
      waiting.delete(number);
      if ('failure' in answer) throw new Error(answer.failure);
      return answer.result;
    },
    async close() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
