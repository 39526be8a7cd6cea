import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../../scripts/embedded/free-port.ts';
import { runProgram } from '../../../scripts/embedded/run-program.ts';
import { startProcess } from '../../harness/processes.ts';
import { type Restartable, restartable } from './restartable.ts';

export interface RedisServer extends Restartable {
  url: string;
  /** Throws away what the server would come back with. */
  forget(): Promise<void>;
}

/** A Redis that keeps a log of its writes, so that it comes back on its port with its data. */
export async function startRedis(folder: string): Promise<RedisServer> {
  const program = await findProgram(['redis-server', 'valkey-server']);
  const home = join(folder, 'redis');
  await mkdir(home);
  const port = await freePort();
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: home,
    save: '',
    appendonly: 'yes',
    // Written before each answer all the same; a killed server loses nothing that it answered.
    appendfsync: 'no',
    'maxmemory-policy': 'noeviction',
  };
  const server = restartable({
    name: 'redis',
    spawn: () =>
      startProcess({
        command: program,
        args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
      }),
    ready: /Ready to accept connections/,
  });
  await server.start();
  return {
    ...server,
    url: `redis://127.0.0.1:${port}`,
    async forget() {
      await rm(home, { recursive: true });
      await mkdir(home);
    },
  };
}

async function findProgram(names: readonly string[]): Promise<string> {
  for (const name of names) {
    const found = await runProgram(name, ['--version']).then(
      ({ code }) => code === 0,
      () => false,
    );
    if (found) return name;
  }
  throw new Error(`none of ${names.join(', ')} is on PATH: install one, or pass --backend postgres`);
}
