import type { ScenarioResult } from './run-scenario.ts';

const columns: readonly [string, (result: ScenarioResult) => string | number][] = [
  ['queue in', ({ backend }) => backend],
  ['fault', ({ fault }) => fault],
  ['follow-ups', ({ followUps }) => followUps],
  ['lost', ({ lost }) => lost],
  ['duplicated', ({ duplicated }) => duplicated],
  ['failed', ({ failed }) => failed],
  ['cancelled', ({ cancelled }) => cancelled],
  ['extra calls', ({ extraCalls, allowedCalls }) => `${extraCalls} of ${allowedCalls}`],
  ['recovery', ({ recoveryMs }) => `${(recoveryMs / 1_000).toFixed(1)} s`],
];

/** The numbers of one result on one line. */
export function summarise(result: ScenarioResult): string {
  const numbers = columns.slice(2).map(([title, read]) => `${title} ${read(result)}`);
  return numbers.join(', ');
}

/** A table in Markdown, and below it what is wrong. */
export function report(results: readonly ScenarioResult[]): string {
  const rows = [
    columns.map(([title]) => title),
    ...results.map((result) => columns.map(([, read]) => String(read(result)))),
  ];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  const problems = results.flatMap(({ backend, fault, problems }) =>
    problems.map((problem) => `- ${fault}, queue in ${backend}: ${problem}`),
  );
  return [...lines, ...(problems.length > 0 ? ['', ...problems] : []), ''].join('\n');
}
