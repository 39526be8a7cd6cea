import autocannon from 'autocannon';
import type { LoadAnswer, LoadOptions, LoadResult } from '../load.ts';
import { percentile } from '../median.ts';

// Sends the requests that its parent asks for in messages, and answers each message with the results.

process.on('message', ({ number, options }: { number: number; options: LoadOptions }) => {
  const answer = (content: { result: LoadResult } | { failure: string }) =>
    process.send?.({ number, ...content } satisfies LoadAnswer);
  run(options).then(
    (result) => answer({ result }),
    (error: unknown) => answer({ failure: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');

async function run({ paths, ...options }: LoadOptions): Promise<LoadResult> {
  const { connections, amount, durationS = 1, timeoutS = 30, url, method = 'GET', headers, body } = options;
  const latencies: number[] = [];
  let refused = '';
  const started = performance.now();
  let last = started;
  const { errors, timeouts } = await new Promise<autocannon.Result>((resolve, reject) => {
    const settings: autocannon.Options = {
      url,
      method,
      connections: Math.min(connections, amount ?? connections),
      timeout: timeoutS,
      // How often autocannon checks whether it is done.
      sampleInt: 100,
      ...(amount === undefined ? { duration: durationS } : { amount }),
      ...(headers ? { headers } : {}),
      ...(body === undefined ? {} : { body }),
      ...(paths ? { requests: paths.map((path) => ({ path })) } : {}),
    };
    const instance = autocannon(settings, (error, result) => (error ? reject(error) : resolve(result)));
    instance.on('response', (_client, statusCode, _bytes, responseTime) => {
      last = performance.now();
      if (statusCode >= 200 && statusCode <= 299) latencies.push(responseTime);
      else refused ||= `${method} ${url} answered ${statusCode}`;
    });
  });
  if (refused) throw new Error(refused);
  if (errors > 0)
    throw new Error(`${errors} requests to ${url} failed, ${timeouts} of them after ${timeoutS} s`);
  return {
    // There may be no answers within the time.
    perSecond: latencies.length === 0 ? 0 : (latencies.length * 1_000) / (last - started),
    count: latencies.length,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    max: percentile(latencies, 1),
  };
}
