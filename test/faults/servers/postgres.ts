import { clusterIn, initialiseCluster, readPassword, superuser } from '../../../scripts/embedded/cluster.ts';
import { findBinaries } from '../../../scripts/embedded/find-binaries.ts';
import { freePort } from '../../../scripts/embedded/free-port.ts';
import { programOptions } from '../../../scripts/embedded/run-program.ts';
import { chooseServerUser } from '../../../scripts/embedded/server-user.ts';
import { startProcess } from '../../harness/processes.ts';
import { type Restartable, restartable } from './restartable.ts';

export interface PostgresServer extends Restartable {
  url: string;
}

/**
 * A PostgreSQL of the embedded kind that comes back on its port with what was committed.
 * @param further settings beside or instead of those that the tests use
 */
export async function startPostgres(
  folder: string,
  further: Record<string, string> = {},
): Promise<PostgresServer> {
  const cluster = clusterIn(folder);
  const user = await chooseServerUser(cluster.folder);
  const binaries = await findBinaries(user);
  await initialiseCluster(cluster, binaries, user);
  const password = await readPassword(cluster);
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    timezone: 'UTC',
    // A server that is killed loses nothing by it: what it wrote is with the system.
    fsync: 'off',
    ...further,
  };
  const { cwd, env } = programOptions(user);
  const server = restartable({
    name: 'postgres',
    spawn: () =>
      startProcess({
        command: binaries.postgres,
        args: [
          ...['-D', cluster.data, '-p', String(port)],
          ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
        ],
        cwd,
        env,
        ...(user ? { user } : {}),
      }),
    ready: /database system is ready to accept connections/,
    // Ends every session without a word, and the next start recovers from the log; kill -9 would leave its children.
    killSignal: 'SIGQUIT',
  });
  await server.start();
  return { ...server, url: `postgresql://${superuser}:${password}@127.0.0.1:${port}/postgres` };
}
