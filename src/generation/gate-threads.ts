import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import pLimit from 'p-limit';
import { Piscina } from 'piscina';
import type * as tasks from './gate-thread.ts';

/**
 * In characters of JSON. What is smaller is checked on the event loop, in well under 250 ms even if it is made to be
 * slow; the time is proportional to the size.
 */
export const largestInline = 8_192;

/** Many times what the largest request takes. */
const timeLimitMs = 20_000;
/** One processor stays free for the event loop. */
const mostThreads = Math.max(1, availableParallelism() - 1);
/** Threads without work end after this time, because each takes about as much memory as the rest of the process. */
const idleMs = 30_000;

let threads: Piscina | undefined;
/** The time limit starts when a thread is free. */
const whenFree = pLimit(mostThreads);

/**
 * Runs a function of gate-thread.ts in a thread of its own, so that the event loop goes on.
 * @throws Error if it takes longer than 20 s
 */
export function inThread<Name extends keyof typeof tasks>(
  name: Name,
  task: Parameters<(typeof tasks)[Name]>[0],
): Promise<ReturnType<(typeof tasks)[Name]>> {
  return whenFree(() => {
    threads ??= createThreads();
    return threads.run(task, { name, signal: AbortSignal.timeout(timeLimitMs) });
  });
}

function createThreads(): Piscina {
  const isSource = import.meta.url.endsWith('.ts');
  return new Piscina({
    filename: new URL(`./gate-thread.${isSource ? 'ts' : 'js'}`, import.meta.url).href,
    minThreads: 0,
    maxThreads: mostThreads,
    idleTimeout: idleMs,
    ...(isSource ? { execArgv: ['--import', registersTsx()] } : {}),
  });
}

/** The source needs tsx, which a thread does not take over from the process. */
function registersTsx(): string {
  const required = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api'));
  const api = JSON.stringify(new URL('./index.mjs', required).href);
  return `data:text/javascript,${encodeURIComponent(`import { register } from ${api}; register();`)}`;
}

/** How large a value is for the gate, in characters of JSON. */
export function sizeOf(value: unknown): number {
  return (JSON.stringify(value) ?? '').length;
}
