import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

declare global {
  /** Handed from global setup to global teardown, both of which run in jest's own process. */
  var testServices:
    | { process: ChildProcess; ended: Promise<{ code: number | null; errors: string }> }
    | undefined;
}

/**
 * Starts PostgreSQL and Redis for the run in a process of their own, which stops them when its standard input ends:
 * so that they go also when jest is killed. jest loads this file as CommonJS on some versions of Node and as a module
 * on others; it therefore imports nothing of ours.
 */
export default async function globalSetup({ rootDir }: { rootDir: string }): Promise<void> {
  // Those of another run, if a test starts jest.
  for (const name of Object.keys(process.env))
    if (name.startsWith('LEAD_FOLLOWUP_TEST_')) delete process.env[name];
  const services = spawn(
    process.execPath,
    ['--import', 'tsx', join(rootDir, 'test', 'harness', 'test-services.ts')],
    // Detached, so that Ctrl-C reaches jest alone and the services are stopped in order.
    { cwd: rootDir, detached: true, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let errors = '';
  services.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  const ended = new Promise<{ code: number | null; errors: string }>((resolve, reject) => {
    services.on('error', reject);
    services.on('close', (code) => resolve({ code, errors }));
  });
  const lines = createInterface({ input: services.stdout });
  const settings = await Promise.race([
    new Promise<string>((resolve) => lines.once('line', resolve)),
    ended.then((end) => {
      throw new Error(`the services that the tests need did not start:\n${end.errors.trim()}`);
    }),
  ]);
  Object.assign(process.env, JSON.parse(settings));
  globalThis.testServices = { process: services, ended };
}
