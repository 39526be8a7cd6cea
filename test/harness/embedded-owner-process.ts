import { fileURLToPath } from 'node:url';
import { startProcess, type TestProcess } from './processes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface EmbeddedOwnerOptions {
  dataDir: string;
  /** Where the project stands; this one if not given. */
  project?: string;
  user?: { uid: number; gid: number };
}

/** A process that owns an embedded PostgreSQL. It writes `READY url` or `FAILED message`, and stops at SIGTERM. */
export function startEmbeddedOwner({ dataDir, project = root, user }: EmbeddedOwnerOptions): TestProcess {
  return startProcess({
    command: process.execPath,
    args: ['--import', 'tsx', 'test/harness/embedded-owner.ts', dataDir],
    cwd: project,
    ...(user ? { user } : {}),
  });
}
