import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { StartError } from '../../src/platform/describe-failure.ts';
import type { EvaluatedLead } from './evaluated-lead.ts';
import { verdictOf } from './report/lead-section.ts';
import { showCost, showNumber, showRate } from './show-figures.ts';
import { sumOfKnown } from './statistics.ts';
import type { Summary } from './summarise.ts';

const figure = z.number().nullable();

/** What is stored about a run, so that a later run can be compared with it. */
const recordSchema = z.object({
  models: z.array(z.string()),
  rates: z.record(z.string(), figure),
  counts: z.record(z.string(), figure),
  costUsd: figure,
  /** The verdict on each lead, by its name. */
  verdicts: z.record(z.string(), z.string()),
});
export type RunRecord = z.infer<typeof recordSchema>;

export function recordOf(summary: Summary, leads: readonly EvaluatedLead[]): RunRecord {
  const { tallies, rules, usage, claims, models } = summary;
  const published = tallies.find(({ version, channel }) => version === 'published' && channel === 'all');
  const draft = tallies.find(({ version, channel }) => version === 'draft' && channel === 'all');
  const sum = (read: (phase: Summary['usage'][number]) => number) =>
    usage.reduce((total, phase) => total + read(phase), 0);
  return {
    models,
    rates: {
      published: published?.passRate ?? null,
      'drafts that pass at once': draft?.passRate ?? null,
      grounded: published?.groundedRate ?? null,
      'one ask': published?.oneAskRate ?? null,
      'day, time or link': published?.concreteRate ?? null,
      signed: published?.signedRate ?? null,
    },
    counts: {
      'words, median': published?.words?.median ?? null,
      'LIX, median': published?.lix?.median ?? null,
      'statements without a source': claims.reduce((total, { without }) => total + without, 0),
      calls: sum(({ calls }) => calls),
      repairs: sum(({ repairs }) => repairs),
      'tokens in': sum(({ inputTokens }) => inputTokens),
      'tokens out': sum(({ outputTokens }) => outputTokens),
      ...Object.fromEntries(
        rules.map(({ rule, severity, counts }) => [`draft: ${severity} ${rule}`, counts.draft]),
      ),
    },
    costUsd: sumOfKnown(usage.filter(({ calls }) => calls > 0).map(({ costUsd }) => costUsd)),
    verdicts: Object.fromEntries(leads.map((lead) => [lead.evalCase.name, verdictOf(lead)])),
  };
}

export async function writeRecord(file: string, record: RunRecord): Promise<void> {
  await writeFile(file, `${JSON.stringify(record, null, 2)}\n`);
}

/** @throws StartError if the file was not written by a run */
export async function readRecord(file: string): Promise<RunRecord> {
  const text = await readFile(file, 'utf8').catch(() => null);
  const parsed = recordSchema.safeParse(text === null ? null : parseJson(text));
  if (parsed.success) return parsed.data;
  throw new StartError(
    `--compare must name the JSON file that an earlier run wrote next to its report: ${file} is not one`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Figures that differ between two runs, side by side, followed by leads with a different verdict. */
export function compareRuns(before: RunRecord, now: RunRecord): string[][] {
  const rows = [
    ...differing<number>(before.rates, now.rates, showRate),
    ...differing<number>(before.counts, now.counts, showNumber),
    ...differing<number>({ cost: before.costUsd }, { cost: now.costUsd }, showCost),
    ...differing<string>(before.verdicts, now.verdicts, (verdict) => verdict ?? 'not in the run'),
  ];
  return [['compared', 'before', 'now'], ...rows];
}

function differing<Value extends string | number>(
  before: Readonly<Record<string, Value | null>>,
  now: Readonly<Record<string, Value | null>>,
  show: (value: Value | null) => string,
): string[][] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return names
    .map((name) => [name, show(before[name] ?? null), show(now[name] ?? null)])
    .filter(([, one, other]) => one !== other);
}
