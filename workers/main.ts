import { runServer } from '../src/platform/run-server.ts';
import { startWorkers } from './start-workers.ts';

await runServer(process.env, startWorkers);
