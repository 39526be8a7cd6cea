import { existsSync } from 'node:fs';
import { describeFailure } from './describe-failure.ts';
import type { Closable } from './releasers.ts';
import { safeError } from './safe-error.ts';

/** How long a start that is told to end may go on to where it can be closed. */
const startGraceMs = 10_000;

/**
 * Runs a process until it is told to end: SIGTERM and SIGINT close what was started and exit with 0, a second signal
 * exits at once. A start that fails says why in one line and exits with 1.
 */
export async function runProcess(start: () => Promise<Closable>): Promise<void> {
  let ending = false;
  let told: () => void = () => undefined;
  const toldToEnd = new Promise<void>((resolve) => {
    told = resolve;
  });
  const onSignal = (signal: NodeJS.Signals) => {
    if (ending) process.exit(signal === 'SIGINT' ? 130 : 143);
    ending = true;
    process.stderr.write(
      `${signal}: told to stop, finishing what is at hand (a second signal ends it at once)\n`,
    );
    told();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);

  try {
    const starting = start();
    await Promise.race([starting, toldToEnd]);
    if (ending) setTimeout(() => process.exit(1), startGraceMs).unref();
    const running = await starting;
    await toldToEnd;
    await running.close();
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${describeFailure(error) ?? unexpected(error)}\n`);
    process.exit(1);
  }
}

/** Settings may stand in a file .env; the environment wins. */
export function loadDotEnv(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}

function unexpected(error: unknown): string {
  const { type, code, stack } = safeError(error);
  return [`the process failed: ${type}${code ? ` ${code}` : ''}`, ...stack].join('\n  ');
}
