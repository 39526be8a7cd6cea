import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { usesOfflineWriter } from '../src/platform/config.ts';
import { describeFailure } from '../src/platform/describe-failure.ts';
import type { Closable } from '../src/platform/releasers.ts';
import { loadDotEnv } from '../src/platform/run-process.ts';
import { startAllInOne } from './all-in-one.ts';
import { createApiClient } from './eval/api-client.ts';
import { compareRuns, readRecord, recordOf, writeRecord } from './eval/compare.ts';
import { evalSites } from './eval/eval-sites.ts';
import { evaluateLead } from './eval/evaluate-lead.ts';
import { runGate } from './eval/gate/run-gate.ts';
import { openOrganisation, storeSites } from './eval/open-organisation.ts';
import { alignColumns, printSummary } from './eval/print-summary.ts';
import { type EvalOptions, readOptions } from './eval/read-options.ts';
import { writeReport } from './eval/report/write-report.ts';
import { type RunCase, runCases } from './eval/run-cases.ts';
import { selectCases } from './eval/select-cases.ts';
import { showRate } from './eval/show-figures.ts';
import { stopOnSignal } from './eval/stop-on-signal.ts';
import { lowestPassRate, summarise } from './eval/summarise.ts';

const say = (line: string) => console.error(line);

/** @returns the exit code */
async function run(options: EvalOptions, signal: AbortSignal): Promise<number> {
  // Before anything is paid for.
  const before = options.compare === null ? null : await readRecord(options.compare);
  const running = await startAllInOne(environment(), {
    fallbacks: {
      // What these protect ends with the run.
      SECRETS_KEY: randomBytes(32).toString('base64'),
      ADMIN_KEY: randomBytes(24).toString('hex'),
    },
    onStep: say,
  });
  const held: Closable[] = [running];
  try {
    const organisation = await openOrganisation(running.services);
    held.push(organisation);
    const client = createApiClient(running.url, organisation.apiKey, signal);
    await storeSites(client, evalSites);

    const cases = selectCases(options);
    const startedAt = new Date();
    say(`writing to ${cases.length} leads`);
    const ran = await runCases(client, cases, {
      concurrency: options.concurrency,
      onEnded: (one) => say(describe(one)),
    });
    const { database, config } = running.services;
    const leads = await Promise.all(ran.map((one) => evaluateLead(database, one)));
    const summary = summarise(leads);
    await writeReport(options.out, { summary, leads, offline: usesOfflineWriter(config), startedAt });

    const record = recordOf(summary, leads);
    const figures = options.out.replace(/(\.html?)?$/, '.json');
    await writeRecord(figures, record);
    console.log(`\n${printSummary(summary)}`);
    if (before) console.log(`\n${alignColumns(compareRuns(before, record))}`);
    console.log(`\nreport: ${resolve(options.out)}\nfigures: ${resolve(figures)}`);
    return judge(lowestPassRate(summary), options.minPassRate);
  } finally {
    for (const resource of held.reverse()) await resource.close();
  }
}

function describe({ evalCase, followUp, refusal }: RunCase): string {
  const error = refusal ?? followUp?.error;
  const status = followUp?.status ?? 'refused';
  return `  ${status.padEnd(10)} ${evalCase.name}${error ? `  ${error.code}: ${error.message}` : ''}`;
}

function judge(passRate: number, least: number): number {
  if (passRate >= least) return 0;
  console.error(`the pass rate is ${showRate(passRate)}, at least ${showRate(least)} is asked for`);
  return 1;
}

/** As the environment says, but for what would hold up a run that sends everything at once and waits. */
function environment(): NodeJS.ProcessEnv {
  loadDotEnv();
  return {
    LOG_LEVEL: 'error',
    ...process.env,
    PORT: '0',
    RATE_LIMIT_PER_MINUTE: '1000000',
  };
}

const stop = stopOnSignal();
try {
  const options = readOptions();
  process.exitCode =
    options.gate === null ? await run(options, stop.signal) : runGate(options.gate, options.language);
} catch (error) {
  if (stop.signal.aborted) {
    console.error('stopped before the end: no report was written');
    // Work that was under way may still hold on to its connections.
    process.exit(130);
  }
  const line = describeFailure(error);
  if (line === null) throw error;
  console.error(line);
  process.exitCode = 1;
} finally {
  stop.end();
}
