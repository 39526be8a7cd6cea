import type { ScenarioResult } from './run-scenario.ts';

/** The numbers of one result on one line. */
export function summarise({ counts }: ScenarioResult): string {
  return Object.entries(counts)
    .map(([title, value]) => `${title} ${value}`)
    .join(', ');
}

/** A table in Markdown for each kind of subject, and below them what is wrong. */
export function report(results: readonly ScenarioResult[]): string {
  const tables = new Map<string, string[][]>();
  for (const { backend, fault, counts } of results) {
    const titles = ['queue in', 'fault', ...Object.keys(counts)];
    const key = titles.join();
    const rows = tables.get(key) ?? [titles];
    rows.push([backend, fault, ...Object.values(counts).map(String)]);
    tables.set(key, rows);
  }
  const problems = results.flatMap(({ backend, fault, problems }) =>
    problems.map((problem) => `- ${fault}, queue in ${backend}: ${problem}`),
  );
  return [...[...tables.values()].map(table), ...(problems.length > 0 ? [problems.join('\n')] : [])]
    .join('\n\n')
    .concat('\n');
}

/** @param rows the first has the titles */
function table(rows: readonly string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  return lines.join('\n');
}
