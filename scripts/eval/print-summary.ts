import { channelNames } from './channel-names.ts';
import type { Version } from './evaluated-lead.ts';
import { showCost, showDuration, showNumber, showRate } from './show-figures.ts';
import { type Spread, sumOfKnown } from './statistics.ts';
import type { Summary, Tally } from './summarise.ts';

type Row = readonly string[];

/** The summary for a terminal: what passes the gate, properties of the published messages, time and cost. */
export function printSummary(summary: Summary): string {
  return [
    alignColumns(passRates(summary)),
    alignColumns(publishedMessages(summary)),
    alignColumns(readiness(summary)),
    ...(summary.claims.length > 0 ? [alignColumns(claimTable(summary))] : []),
    alignColumns(latencyAndUsage(summary)),
    ...counted(summary),
  ].join('\n\n');
}

function passRates({ tallies }: Summary): Row[] {
  const of = (channel: Tally['channel'], version: Version) =>
    tallies.find((tally) => tally.channel === channel && tally.version === version);
  return [
    ['passes the gate', 'planned', 'draft', 'repaired', 'refined', 'repaired', 'published'],
    ...(['email', 'whatsapp', 'notification', 'web', 'all'] as const).map((channel) => [
      channelNames[channel],
      showNumber(of(channel, 'published')?.messages),
      ...(['draft', 'repaired draft', 'refined', 'repaired refined', 'published'] as const).map((version) =>
        showRate(of(channel, version)?.passRate ?? null),
      ),
    ]),
  ];
}

function publishedMessages({ tallies }: Summary): Row[] {
  const most = (spread: Spread | null) =>
    spread ? `${showNumber(spread.median)} / ${showNumber(spread.most)}` : '–';
  return [
    ['published: median / most', 'grounded', 'with warnings', 'title chars', 'message chars', 'words', 'LIX'],
    ...tallies
      .filter(({ version }) => version === 'published')
      .sort((one, other) => Number(one.channel === 'all') - Number(other.channel === 'all'))
      .map((tally) => [
        channelNames[tally.channel],
        showRate(tally.groundedRate),
        `${tally.withWarnings} of ${tally.passed}`,
        most(tally.titleLength),
        most(tally.messageLength),
        most(tally.words),
        most(tally.lix),
      ]),
  ];
}

function readiness({ tallies, usage, completed }: Summary): Row[] {
  const cost = sumOfKnown(usage.filter(({ calls }) => calls > 0).map(({ costUsd }) => costUsd));
  return [
    ['published: ready to be answered', 'one ask', 'day, time or link', 'words', 'signed'],
    ...tallies
      .filter(({ version }) => version === 'published')
      .sort((one, other) => Number(one.channel === 'all') - Number(other.channel === 'all'))
      .map((tally) => [
        channelNames[tally.channel],
        showRate(tally.oneAskRate),
        showRate(tally.concreteRate),
        showNumber(tally.words?.median),
        showRate(tally.signedRate),
      ]),
    [`Cost of a follow-up: ${showCost(cost === null || completed === 0 ? null : cost / completed)}`],
  ];
}

function claimTable({ claims }: Summary): Row[] {
  return [
    ['published: statements', 'with a source', 'without', 'need none'],
    ...claims.map(({ kind, withSource, without, free }) => [
      kind,
      ...[withSource, without, free].map(String),
    ]),
  ];
}

function latencyAndUsage({ latency, usage }: Summary): Row[] {
  const took = (spread: Spread | null) => [showDuration(spread?.median), showDuration(spread?.p95)];
  return [
    ['', 'p50', 'p95', 'calls', 'repairs', 'failed', 'tokens in', 'tokens out', 'cost'],
    ['queued', ...took(latency.queued)],
    ...usage.map((phase) => [
      phase.phase,
      ...took(latency[phase.phase]),
      showNumber(phase.calls),
      showNumber(phase.repairs),
      showNumber(phase.failures.reduce((sum, [, count]) => sum + count, 0)),
      showNumber(phase.inputTokens),
      showNumber(phase.outputTokens),
      showCost(phase.costUsd),
    ]),
    ['follow-up', ...took(latency.total)],
  ];
}

function counted({ rules, skipped, failed, usage }: Summary): string[] {
  const list = (title: string, counts: readonly [string, number][]) =>
    counts.length === 0
      ? []
      : [[title, ...counts.map(([name, count]) => `  ${String(count).padStart(4)}  ${name}`)].join('\n')];
  const ruleLine = ({ rule, severity, counts }: Summary['rules'][number]): Row => [
    `  ${severity} ${rule}`,
    ...Object.values(counts).map(String),
  ];
  return [
    ...(rules.length === 0
      ? []
      : [
          alignColumns([
            ['violations', 'draft', 'repaired', 'refined', 'repaired', 'published'],
            ...rules.map(ruleLine),
          ]),
        ]),
    ...list('channels skipped', skipped),
    ...list('follow-ups failed', failed),
    ...list(
      'model calls failed',
      usage.flatMap(({ failures }) => failures),
    ),
  ];
}

/** Aligns names left and numbers right. */
export function alignColumns(rows: readonly Row[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? '')].length)),
  );
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('   ').trimEnd()).join('\n');
}
