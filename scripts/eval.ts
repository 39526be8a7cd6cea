import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { Closable } from '../src/platform/closables.ts';
import { usesOfflineWriter } from '../src/platform/config.ts';
import { describeFailure } from '../src/platform/describe-failure.ts';
import { loadDotEnv } from '../src/platform/run-process.ts';
import { startAllInOne } from './all-in-one.ts';
import { createApiClient } from './eval/api-client.ts';
import { compareRuns, type RunRecord, readRecord, recordOf, writeRecord } from './eval/compare.ts';
import { evalSites } from './eval/eval-sites.ts';
import { evaluateLead } from './eval/evaluate-lead.ts';
import { runGate } from './eval/gate/run-gate.ts';
import { openOrganisation, storeSites } from './eval/open-organisation.ts';
import { alignColumns, printSummary } from './eval/print-summary.ts';
import { type EvalOptions, readOptions } from './eval/read-options.ts';
import {
  type RecordedModel,
  type Recording,
  readRecordings,
  recordedCases,
  requireAnswers,
  startRecordedModel,
} from './eval/recorded-model.ts';
import { writeReport } from './eval/report/write-report.ts';
import { type RunCase, runCases } from './eval/run-cases.ts';
import { type SelectedCase, selectCases } from './eval/select-cases.ts';
import { showRate } from './eval/show-figures.ts';
import { stopOnSignal } from './eval/stop-on-signal.ts';
import { lowestPassRate, summarise } from './eval/summarise.ts';

const say = (line: string) => console.error(line);

/** @returns the exit code */
async function run(options: EvalOptions, signal: AbortSignal): Promise<number> {
  // Read first, before any model call is paid for.
  const before = options.compare === null ? null : await readRecord(options.compare);
  const recordings = options.recorded || options.prompts !== null ? await readRecordings() : null;
  const cases = casesOf(options, recordings);
  const recorded = recordings && (await startRecordedModel(cases, recordings));
  const held: Closable[] = recorded ? [recorded] : [];
  try {
    return await runWith(options, signal, { cases, recorded, before, held });
  } finally {
    for (const resource of held.reverse()) await resource.close();
  }
}

interface Prepared {
  cases: SelectedCase[];
  recorded: RecordedModel | null;
  before: RunRecord | null;
  /** Resources that the run opens, to be closed in reverse order. */
  held: Closable[];
}

async function runWith(options: EvalOptions, signal: AbortSignal, prepared: Prepared): Promise<number> {
  const { cases, recorded, before, held } = prepared;
  const running = await startAllInOne(environment(recorded), {
    fallbacks: {
      // These keys protect nothing after the run ends.
      SECRETS_KEY: randomBytes(32).toString('base64'),
      ADMIN_KEY: randomBytes(24).toString('hex'),
    },
    onStep: say,
  });
  held.push(running);
  const organisation = await openOrganisation(running.services);
  held.push(organisation);
  const client = createApiClient(running.url, organisation.apiKey, signal);
  await storeSites(client, evalSites);

  const startedAt = new Date();
  say(`writing to ${cases.length} leads`);
  const ran = await runCases(client, cases, {
    concurrency: options.concurrency,
    onEnded: (one) => say(describe(one)),
  });
  if (recorded && options.prompts !== null) {
    for (const { step, prompt } of recorded.unanswered) console.log(`# ${step}\n\n${prompt}\n`);
    return 0;
  }
  if (recorded) requireAnswers(recorded);
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
}

function casesOf(options: EvalOptions, recordings: readonly Recording[] | null): SelectedCase[] {
  if (options.prompts !== null) {
    return selectCases({}).filter(({ evalCase }) => evalCase.name === options.prompts);
  }
  if (recordings === null) return selectCases(options);
  const recorded = recordedCases(selectCases({ language: options.language }), recordings);
  return recorded.slice(0, options.limit);
}

function describe({ evalCase, followUp, refusal }: RunCase): string {
  const error = refusal ?? followUp?.error;
  const status = followUp?.status ?? 'refused';
  return `  ${status.padEnd(10)} ${evalCase.name}${error ? `  ${error.code}: ${error.message}` : ''}`;
}

function judge(passRate: number, least: number): number {
  if (passRate >= least) return 0;
  console.error(`the pass rate is ${showRate(passRate)}, which is below the required ${showRate(least)}`);
  return 1;
}

/** The environment, without settings that would slow down a run that sends everything at once and waits. */
function environment(recorded: RecordedModel | null): NodeJS.ProcessEnv {
  loadDotEnv();
  return {
    LOG_LEVEL: 'error',
    ...process.env,
    ...(recorded && { OPENAI_BASE_URL: recorded.baseUrl, OPENAI_API_KEY: 'recorded' }),
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
    console.error('the run was stopped: no report was written');
    // Work in progress may still use its connections.
    process.exit(130);
  }
  const line = describeFailure(error);
  if (line === null) throw error;
  console.error(line);
  process.exitCode = 1;
} finally {
  stop.end();
}
