import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Closable } from '../src/platform/closables.ts';

/** Requests to send: so many, or for so long. */
export interface LoadOptions {
  url: string;
  connections: number;
  amount?: number;
  durationS?: number;
  method?: 'GET' | 'POST' | 'DELETE';
  headers?: Record<string, string>;
  body?: string;
  /** Taken in turn instead of the path of `url`. */
  paths?: readonly string[];
  /** Of one request. */
  timeoutS?: number;
}

export interface LoadResult {
  /** Answers in a second. */
  perSecond: number;
  count: number;
  /** Milliseconds from a request to its answer. */
  p50: number;
  p99: number;
  max: number;
}

/** The load generator (autocannon) in a process of its own, so that it does not share an event loop with what it measures. */
export interface Load extends Closable {
  /** @throws Error when an answer is no 2xx, or none comes */
  send(options: LoadOptions): Promise<LoadResult>;
}

/** Of the request with the same number. */
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
