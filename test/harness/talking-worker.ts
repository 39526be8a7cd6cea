// biome-ignore-all lint/suspicious/noConsole: that is what is tested
import { runServer } from '../../src/platform/run-server.ts';
import { startWorkers } from '../../workers/start-workers.ts';

// A worker process in which libraries print to the console.
await runServer(process.env, 'workers', async (services) => {
  for (let connection = 0; connection < 3; connection += 1) console.log('a library is ready');
  console.error('a job failed', new TypeError('no such lead: ada@shop.example'), {
    email: 'ada@shop.example',
  });
  process.emitWarning('do not use this', 'DeprecationWarning');
  return startWorkers(services);
});
