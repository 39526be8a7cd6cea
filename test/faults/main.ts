import pLimit from 'p-limit';
import type { LeakCheckGlobals } from '../harness/leak-check-environment.ts';
import { type Options, parseOptions, type Run } from './parse-options.ts';
import { report, summarise } from './report.ts';
import { runScenario, type ScenarioResult } from './run-scenario.ts';

// npm run test:faults -- --follow-ups 200 --backend redis --only flushall

const { runs, followUps, parallel } = readOptions();

// The harness ends what it started at the end of a test file, which this process is.
const releases: LeakCheckGlobals['releasesAtEndOfFile'] = [];
Object.assign(globalThis, { releasesAtEndOfFile: releases } satisfies LeakCheckGlobals);

const limit = pLimit(parallel);
const ends = new Map<Run, ScenarioResult | Error>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    limit.clearQueue();
    void release().finally(() => reportAndExit());
  });
}
await Promise.all(runs.map((run) => limit(async () => ends.set(run, await runAndTell(run)))));
await release();
reportAndExit();

/** What there is of the table. */
function reportAndExit(): never {
  const inOrder = runs.flatMap((run) => ends.get(run) ?? []);
  const results = inOrder.flatMap((end) => (end instanceof Error ? [] : [end]));
  const errors = inOrder.filter((end) => end instanceof Error);
  say(`\n${report(results)}`);
  for (const error of errors) say(describe(error));
  const allPassed = results.length === runs.length && results.every(({ problems }) => problems.length === 0);
  process.exit(allPassed ? 0 : 1);
}

async function runAndTell({ scenario, backend }: Run): Promise<ScenarioResult | Error> {
  const title = `${scenario.fault}, queue in ${backend}`;
  try {
    const result = await runScenario(scenario, backend, followUps);
    say(`${result.problems.length > 0 ? 'FAILED' : 'passed'}: ${title} (${summarise(result)})`);
    return result;
  } catch (error) {
    say(`FAILED: ${title}`);
    return error instanceof Error ? error : new Error(String(error));
  }
}

function readOptions(): Options {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

async function release(): Promise<void> {
  // What is on its way up while others are ended comes last.
  while (releases.length > 0) await releases.pop()?.();
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.stack}${error.cause ? `\ncaused by ${describe(error.cause)}` : ''}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
