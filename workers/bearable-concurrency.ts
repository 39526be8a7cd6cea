import { getHeapStatistics } from 'node:v8';
import type { Config } from '../src/platform/config.ts';
import type { Logger } from '../src/platform/logger.ts';

const kib = 1024;
const mib = 1024 * kib;

/**
 * Memory on the heap, measured after a garbage collection (docs/operations.md#capacity): what a worker process takes
 * without jobs, and what a job takes while it waits for the model. The longest facts were in a script of two bytes a
 * character.
 */
const idleBytes = 200 * mib;
const bytesOfJob = 100 * kib;
const bytesOfCharacter = 14;

/** `sales` and `copywriter` each run as many jobs. */
const phases = 2;

type Limits = Pick<Config, 'MODEL_CONCURRENCY' | 'FACTS_MAX_CHARACTERS'>;

/** How many jobs of each phase fit into the heap, all with the longest facts: MODEL_CONCURRENCY at most, one at least. */
export function bearableConcurrency(limits: Limits, heapBytes = getHeapStatistics().heap_size_limit): number {
  const bytes = phases * (bytesOfJob + limits.FACTS_MAX_CHARACTERS * bytesOfCharacter);
  const fitting = Math.floor((heapBytes - idleBytes) / bytes);
  return Math.max(1, Math.min(limits.MODEL_CONCURRENCY, fitting));
}

/** Lowers MODEL_CONCURRENCY to what the heap of this process bears, and logs it. */
export function limitToHeap(config: Config, logger: Logger): Config {
  const bearable = bearableConcurrency(config);
  if (bearable === config.MODEL_CONCURRENCY) return config;
  logger.warn(
    {
      configured: config.MODEL_CONCURRENCY,
      used: bearable,
      heapMiB: Math.floor(getHeapStatistics().heap_size_limit / mib),
    },
    'MODEL_CONCURRENCY is lowered to what the heap bears: raise --max-old-space-size in NODE_OPTIONS, or lower MODEL_CONCURRENCY or FACTS_MAX_CHARACTERS',
  );
  return { ...config, MODEL_CONCURRENCY: bearable };
}
