import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const built = 'web/dist/index.html';

/** Builds the pages when their sources, or what they take from the contract, have changed since. @throws when that fails */
export async function freshPages(): Promise<void> {
  const [newest, builtAt] = await Promise.all([
    newestChange(['web/src', 'web/public', 'web/index.html', 'web/vite.config.ts', 'src/contract']),
    changedAt(built),
  ]);
  if (builtAt > newest) return;
  const build = spawn(process.execPath, ['scripts/build-pages.mjs'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  build.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  const [code] = await once(build, 'close');
  if (code !== 0) throw new Error(`the pages could not be built:\n${errors}`);
}

async function newestChange(paths: readonly string[]): Promise<number> {
  const times = await Promise.all(
    paths.map(async (path) => {
      if (!(await stat(path)).isDirectory()) return changedAt(path);
      const names = await readdir(path, { recursive: true });
      return Math.max(...(await Promise.all(names.map((name) => changedAt(join(path, name))))));
    }),
  );
  return Math.max(...times);
}

/** In milliseconds; 0 for what is not there. */
async function changedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return 0;
  }
}
