import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { LeakCheckGlobals } from '../test/harness/leak-check-environment.ts';
import { createHolder } from './holder.ts';
import { startLoad } from './load.ts';
import { type Options, parseOptions, usage } from './options.ts';
import { writePerformancePage } from './performance-page.ts';
import { openResults, resultsFile, type ScenarioResult, saveResult, toResult } from './results.ts';
import { scenarios } from './scenarios/scenarios.ts';
import { startServers } from './servers.ts';
import { table } from './table.ts';

// npm run bench -- accept pipeline --rounds 5

const order = scenarios.map(({ name }) => name);
const options = readOptions();

// In tests, the harness releases its resources at the end of a test file. Here, this list takes that role.
const releases: LeakCheckGlobals['releasesAtEndOfFile'] = [];
Object.assign(globalThis, { releasesAtEndOfFile: releases } satisfies LeakCheckGlobals);
const ofRun = createHolder();
const ofScenario = createHolder();
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupted = true;
    say('stopping everything that was started');
    void endAll().finally(() => process.exit(130));
  });
}

if (options.docs) {
  await writePerformancePage();
} else {
  const failed = await runAll().finally(endAll);
  process.exitCode = failed ? 1 : 0;
}

/** @returns whether a scenario failed; a missed goal is not a failure */
async function runAll(): Promise<boolean> {
  say('building dist');
  await promisify(execFile)('npm', ['run', 'build'], { maxBuffer: 2 ** 26 });
  say('starting PostgreSQL and Redis');
  const servers = await startServers(ofRun.hold);
  const load = ofRun.hold(await startLoad());
  const results = await openResults(servers.versions);
  const done: ScenarioResult[] = [];
  const { rounds, quick } = options;
  let failed = false;
  for (const { name, run } of scenarios.filter((scenario) => options.names.includes(scenario.name))) {
    const started = performance.now();
    const tell = (line: string) => say(`${name}: ${line}`);
    try {
      const rows = await run({ servers, load, rounds, quick, hold: ofScenario.hold, say: tell });
      const { date, commit } = results;
      const result = { name, date, commit, rounds, quick, rows: rows.map(toResult) };
      done.push(result);
      await saveResult(results, result, order);
    } catch (error) {
      // The servers that the scenario needs are being stopped.
      if (interrupted) return true;
      failed = true;
      tell(`failed: ${error instanceof Error ? error.stack : String(error)}`);
    } finally {
      await ofScenario.close();
    }
    tell(`took ${((performance.now() - started) / 1_000).toFixed(0)} s`);
  }
  say(`written to ${resultsFile}`);
  process.stdout.write(
    `${options.json ? JSON.stringify({ ...results, scenarios: done }, null, 2) : table(done)}\n`,
  );
  return failed;
}

async function endAll(): Promise<void> {
  await ofScenario.close();
  await ofRun.close();
  // Includes resources that are still starting.
  while (releases.length > 0) await releases.pop()?.();
}

function readOptions(): Options {
  try {
    return parseOptions(process.argv.slice(2), order);
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(1);
  }
}

/** Prints progress to standard error. Standard output is for the results. */
function say(line: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
}
