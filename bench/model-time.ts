import type { Load, LoadResult } from './load.ts';

/** The model's latency for one call, in scenarios that compare with the model's time. */
export const modelLatencyMs = 500;

const body = JSON.stringify({ model: 'bench', messages: [{ role: 'user', content: 'Write.' }] });

/** The time of two model calls without any service: one plain call is measured, and its time is doubled. */
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
