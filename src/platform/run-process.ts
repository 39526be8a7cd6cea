import { existsSync } from 'node:fs';
import type { Closable } from './closables.ts';
import { describeFailure } from './describe-failure.ts';
import type { Logger } from './logger.ts';
import { safeError } from './safe-error.ts';
import { markSuspects } from './work-in-hand.ts';

/** A start that is in progress when a signal arrives has this long to finish, so that it can be closed. */
const startGraceMs = 10_000;
/** After an uncaught error, closing may take this much longer than the grace period of jobs and requests. */
const closeMarginMs = 15_000;

const parentCheckMs = 500;

/** The start function passes this to the process as soon as the settings are read. */
export interface ProcessSetup {
  logger: Logger;
  /** How long closing waits for load balancers, jobs and requests. */
  graceMs: number;
}

/**
 * Runs a process until SIGTERM or SIGINT. Then it closes what was started and exits with 0. A second signal exits at
 * once. A failed start is reported in one line and exits with 1. After an uncaught error, the process logs the jobs
 * and requests that may have caused it, closes what was started and exits with 1.
 * @param startedByNpm the process then also stops when its parent process exits
 */
export async function runProcess(
  start: (configure: (setup: ProcessSetup) => void) => Promise<Closable>,
  { startedByNpm }: { startedByNpm: boolean },
): Promise<void> {
  let ending = false;
  let exitCode = 0;
  let setup: ProcessSetup | undefined;
  let end: () => void = () => undefined;
  const stopRequested = new Promise<void>((resolve) => {
    end = resolve;
  });
  const onSignal = (signal: NodeJS.Signals) => {
    if (ending) process.exit(signal === 'SIGINT' ? 130 : 143);
    ending = true;
    const text = `${signal} received: finishing requests and jobs (a second signal exits at once)`;
    if (setup) setup.logger.info(text);
    else process.stderr.write(`${text}\n`);
    end();
  };
  const onUncaught = (error: unknown) => {
    const suspects = markSuspects();
    if (setup) setup.logger.fatal({ err: error, suspects }, 'an uncaught error ends the process');
    else process.stderr.write(`${unexpected(error)}\n`);
    if (exitCode === 0) {
      exitCode = 1;
      // Closing may hang, because the error may have left the process in a broken state.
      setTimeout(() => process.exit(1), (setup?.graceMs ?? 0) + closeMarginMs).unref();
    }
    ending = true;
    end();
  };
  // npm exits on SIGTERM without forwarding it. The exit of its shell is then the signal to stop.
  if (startedByNpm) onceOrphaned(() => onSignal('SIGTERM'));
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);

  try {
    const starting = start((given) => {
      setup = given;
    });
    await Promise.race([starting, stopRequested]);
    if (ending) setTimeout(() => process.exit(1), startGraceMs).unref();
    const running = await starting;
    await stopRequested;
    await running.close();
    process.exit(exitCode);
  } catch (error) {
    process.stderr.write(`${describeFailure(error) ?? unexpected(error)}\n`);
    process.exit(1);
  }
}

function onceOrphaned(act: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, parentCheckMs);
  timer.unref();
}

/** Whether an npm script runs this process. @param environment the process's own */
export function isStartedByNpm(environment: NodeJS.ProcessEnv): boolean {
  return environment['npm_lifecycle_event'] !== undefined;
}

/** Reads settings from the file .env, if there is one. The environment takes precedence. */
export function loadDotEnv(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}

function unexpected(error: unknown): string {
  const { type, code, stack } = safeError(error);
  return [`the process failed: ${type}${code ? ` ${code}` : ''}`, ...stack].join('\n  ');
}
