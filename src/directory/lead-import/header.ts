import { parse } from 'csv-parse/sync';
import { StartError } from '../../platform/describe-failure.ts';

/** The columns that a file may have, by the names of the API. */
export const columns = [
  'id',
  'name',
  'company',
  'position',
  'email',
  'phone',
  'pain_points',
  'budget_range',
  'lead_stage',
  'locale',
  'opt_outs',
] as const;
export type Column = (typeof columns)[number];

export interface Header {
  /** The column of each cell of a row; null for an unknown column. */
  cells: readonly (Column | null)[];
  /** The names of the unknown columns. */
  unknown: string[];
}

/** "painPoints", "pain_points" and "Pain points" are the same column. */
const bare = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');
const columnByBareName = new Map(columns.map((column) => [bare(column), column]));

/**
 * Maps the cells of a row to columns.
 * @throws StartError if the names are not columns of leads
 */
export function readHeader(names: readonly string[]): Header {
  const cells = names.map((name) => columnByBareName.get(bare(name)) ?? null);
  const has = (...wanted: Column[]) => wanted.some((column) => cells.includes(column));
  if (!has(...columns)) {
    throw new StartError(`the first line of the file must name its columns; accepted: ${columns.join(', ')}`);
  }
  if (!has('name', 'email', 'phone')) throw new StartError('the file needs a column name, email or phone');
  if (!has('id', 'email', 'phone')) {
    throw new StartError('the file needs a column id, email or phone, which identifies a lead');
  }
  const twice = cells.find((column, index) => column !== null && cells.indexOf(column) !== index);
  if (twice) throw new StartError(`the file names the column ${twice} twice`);
  return { cells, unknown: names.filter((name, index) => cells[index] === null && name.trim() !== '') };
}

/** The delimiter that gives more known columns in the first line. */
export function detectDelimiter(beginning: Buffer): ',' | ';' {
  return countColumns(beginning, ';') > countColumns(beginning, ',') ? ';' : ',';
}

function countColumns(beginning: Buffer, delimiter: string): number {
  const [names = []] = parse(beginning, {
    bom: true,
    delimiter,
    relax_quotes: true,
    // The buffer may end in the middle of a row.
    skip_records_with_error: true,
    relax_column_count: true,
    skip_empty_lines: true,
    to: 1,
  }) as unknown as string[][];
  return names.filter((name) => columnByBareName.has(bare(name))).length;
}
