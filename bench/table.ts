import type { ResultRow, ScenarioResult, Spread } from './results.ts';
import type { Goal } from './scenario.ts';

type Cell = (row: ResultRow, name: string) => string;

const columns: readonly [string, Cell][] = [
  ['name', (_, name) => name],
  ['measured', ({ measured }) => measured],
  ['ours', ({ ours, unit }) => `${withSpread(ours)} ${unit}`],
  ['reference', ({ reference }) => (reference ? `${withSpread(reference)} (${reference.is})` : '')],
  ['ratio', ({ ratio }) => (ratio ? withSpread(ratio) : '')],
  ['goal', ({ goal, unit }) => (goal ? bound(goal, unit) : '')],
  ['reached', ({ reached }) => (reached === null ? '' : reached ? 'yes' : 'NO')],
];

/** The results as a Markdown table: medians, with the lowest and highest value in parentheses if they differ. */
export function table(results: readonly ScenarioResult[]): string {
  const rows = [
    columns.map(([title]) => title),
    ...results.flatMap(({ name, rows }) => rows.map((row) => columns.map(([, cell]) => cell(row, name)))),
  ];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

function bound({ of, atLeast, atMost }: Goal, unit: string): string {
  const bounds = [
    ...(atLeast === undefined ? [] : [`≥ ${atLeast}`]),
    ...(atMost === undefined ? [] : [`≤ ${atMost}`]),
  ].join(', ');
  return of === 'ours' && unit !== 'each' ? `${bounds} ${unit}` : bounds;
}

function withSpread({ median, min, max }: Spread): string {
  const [middle, least, most] = [median, min, max].map(short);
  return least === most ? `${middle}` : `${middle} (${least}..${most})`;
}

/** Three digits, or all digits before the decimal point if there are more. */
function short(value: number): string {
  if (!Number.isFinite(value)) return '?';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return Number(value.toPrecision(3)).toString();
}
