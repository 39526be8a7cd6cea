import { fileURLToPath } from 'node:url';
import { startProcess, type TestProcess } from './processes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface FixtureOptions {
  /** With the run's own PostgreSQL and Redis. */
  services?: boolean;
  args?: readonly string[];
  env?: Record<string, string | undefined>;
}

/** Runs jest on files of `fixtures/`, with the project's own configuration. */
export function runFixtures(names: readonly string[], options: FixtureOptions = {}): TestProcess {
  const { services = false, args = [], env = {} } = options;
  return startProcess({
    command: process.execPath,
    args: [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '--config=test/harness/fixtures/jest.config.js',
      ...args,
      '--runTestsByPath',
      ...names.map((name) => `test/harness/fixtures/${name}.test.ts`),
    ],
    cwd: root,
    env: { FORCE_COLOR: '0', CI: undefined, FIXTURE_SERVICES: services ? 'yes' : undefined, ...env },
  });
}
