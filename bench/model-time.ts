import type { Load, LoadResult } from './load.ts';

/** Of one call in the scenarios that compare with the model's time. */
export const modelLatencyMs = 500;

const body = JSON.stringify({ model: 'bench', messages: [{ role: 'user', content: 'Write.' }] });

/** What two calls of the model take without any service around them: one bare call, measured and counted twice. */
export async function modelTime(
  load: Load,
  modelUrl: string,
  size: { connections: number; amount: number },
): Promise<LoadResult> {
  const { p50, p99, max, ...rest } = await load.send({
    url: `${modelUrl}/chat/completions`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    ...size,
  });
  return { ...rest, p50: 2 * p50, p99: 2 * p99, max: 2 * max };
}
