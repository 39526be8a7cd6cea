import { mkdir, readdir, readFile, stat, utimes, watch, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres.ts';
import { startEmbeddedOwner } from '../harness/embedded-owner-process.ts';
import { startProcess } from '../harness/processes.ts';
import { query } from '../harness/query.ts';
import { serverProcess } from '../harness/server-process.ts';
import { createTemporaryFolder } from '../harness/temporary-folder.ts';

describe('what an earlier run left behind does not block the embedded PostgreSQL', () => {
  async function startsAfter(dataDir: string): Promise<void> {
    const database = await startEmbeddedPostgres({ dataDir });
    expect(await query(database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await database.stop();
  }

  async function folderWithDatabase(): Promise<{ dataDir: string; pidFile: string; pidFileText: string }> {
    const dataDir = await createTemporaryFolder();
    const database = await startEmbeddedPostgres({ dataDir });
    const pidFile = join(dataDir, 'postgres', 'data', 'postmaster.pid');
    const pidFileText = await readFile(pidFile, 'utf8');
    await database.stop();
    return { dataDir, pidFile, pidFileText };
  }

  test('a postmaster.pid of a process that has ended', async () => {
    const { dataDir, pidFile, pidFileText } = await folderWithDatabase();
    await writeFile(pidFile, pidFileText);
    await startsAfter(dataDir);
  });

  test('a postmaster.pid whose process id is another process by now, of the same user', async () => {
    const { dataDir, pidFile, pidFileText } = await folderWithDatabase();
    const { uid, gid } = await stat(join(dataDir, 'postgres'));
    const other = startProcess({ command: 'cat', args: ['/dev/zero'], user: { uid, gid } });
    await writeFile(pidFile, pidFileText.replace(/^\d+/, String(other.pid)));
    await startsAfter(dataDir);
    other.kill('SIGKILL');
    await other.exited;
  });

  test('a postmaster.pid whose process id is the server of another folder by now', async () => {
    const { dataDir, pidFile, pidFileText } = await folderWithDatabase();
    const otherDir = await createTemporaryFolder();
    const other = await startEmbeddedPostgres({ dataDir: otherDir });
    await writeFile(pidFile, pidFileText.replace(/^\d+/, String(await serverProcess(otherDir))));
    await startsAfter(dataDir);
    expect(await query(other.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await other.stop();
  });

  test('an empty postmaster.pid', async () => {
    const { dataDir, pidFile } = await folderWithDatabase();
    await writeFile(pidFile, '');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(pidFile, longAgo, longAgo);
    await startsAfter(dataDir);
  });

  test('a database that was half made when its start was killed', async () => {
    const dataDir = await createTemporaryFolder();
    const stopWatching = new AbortController();
    const changes = watch(dataDir, { signal: stopWatching.signal });
    const owner = startEmbeddedOwner({ dataDir });
    for await (const { filename } of changes) {
      if (filename?.startsWith('postgres.init-')) break;
    }
    stopWatching.abort();
    // With initdb, which would otherwise go on beside the next start.
    owner.killGroup('SIGKILL');
    await owner.exited;
    // On a busy machine that start may have got further; this one has not.
    await mkdir(join(dataDir, 'postgres.init-1-0', 'data'), { recursive: true });
    await startsAfter(dataDir);
    expect(await readdir(dataDir)).toEqual(['postgres']);
  });
});
