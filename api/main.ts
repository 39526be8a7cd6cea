import { runServer } from '../src/platform/run-server.ts';
import { startApi } from './start-api.ts';

await runServer(process.env, 'api', startApi);
