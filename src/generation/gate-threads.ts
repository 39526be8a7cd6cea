import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import pLimit from 'p-limit';
import { Piscina } from 'piscina';
import type * as tasks from './gate-thread.ts';

/**
 * In characters of JSON. Anything smaller is checked on the event loop. That takes well under 250 ms, even for hostile
 * input, because the time is proportional to the size.
 */
export const largestInline = 8_192;

/** Many times longer than the largest request takes. */
const timeLimitMs = 20_000;
/** Leaves one processor free for the event loop. */
const mostThreads = Math.max(1, availableParallelism() - 1);
/** Idle threads end after this time, because each uses about as much memory as the rest of the process. */
const idleMs = 30_000;

let threads: Piscina | undefined;
/** The time limit of a task starts when a thread is free. */
const whenFree = pLimit(mostThreads);

/**
 * Runs a function of gate-thread.ts in a thread, so that the event loop is not blocked.
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

/** The TypeScript source needs tsx, which a thread does not inherit from the process. */
function registersTsx(): string {
  const required = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api'));
  const api = JSON.stringify(new URL('./index.mjs', required).href);
  return `data:text/javascript,${encodeURIComponent(`import { register } from ${api}; register();`)}`;
}

/** The size of a value for the gate, in characters of JSON. */
export function sizeOf(value: unknown): number {
  return (JSON.stringify(value) ?? '').length;
}
