// Loaded into a service process by NODE_OPTIONS=--import. It answers on METER_PORT with the longest delay of the event
// loop since the last question, the memory of the process, and what is still in use after a collection of garbage:
// {"delayMs": 31, "rssMiB": 210}, for /collected {"usedMiB": 60}
import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

const resolution = 10;
const mebibytes = (bytes) => Math.round(bytes / 2 ** 20);

if (isMainThread && process.env.METER_PORT) {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc');
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  createServer(({ url }, response) => {
    if (url === '/collected') {
      collectGarbage();
      const { heapUsed, external } = process.memoryUsage();
      response.end(JSON.stringify({ usedMiB: mebibytes(heapUsed + external) }));
      delays.reset();
      return;
    }
    const delayMs = Math.max(0, Math.round(delays.max / 1e6) - resolution);
    delays.reset();
    response.end(JSON.stringify({ delayMs, rssMiB: mebibytes(process.memoryUsage.rss()) }));
  })
    .listen(Number(process.env.METER_PORT), '127.0.0.1')
    .unref();
}
