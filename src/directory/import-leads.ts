import type { ColumnChoice } from '../contract/resources/lead-import.ts';
import { bareName } from './lead-import/column-aliases.ts';
import type { ImportSource } from './lead-import/encoding.ts';
import { type Header, readHeader } from './lead-import/header.ts';
import type { OptionWords } from './lead-import/import-error.ts';
import { findLayout } from './lead-import/layout.ts';
import { type ImportedLead, type ParsedLead, parseLead } from './lead-import/parse-lead.ts';
import type { CellWarning } from './lead-import/read-fields.ts';
import { type Row, readRows, UnreadableFrom } from './lead-import/read-rows.ts';
import {
  type BatchTarget,
  type Connection,
  compareLeads,
  noteLines,
  writeLeads,
} from './lead-import/write-batch.ts';

const batchRows = 1_000;
const batchCharacters = 4 * 1024 * 1024;

export interface ImportTask extends BatchTarget {
  /** Compares everything and writes no lead. */
  dryRun: boolean;
  /** Of a file that is neither UTF-8 nor UTF-16. */
  encoding: string | undefined;
  choices: readonly ColumnChoice[];
  words: OptionWords;
  /** Leads that were erased after this must not come back. Null: a lead of the file is always written. */
  since: Date | null;
}

export interface ImportProgress {
  /** Created, updated, unchanged and skipped together. */
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  /** Of the file. */
  bytes: number;
}

export interface RowWarning extends CellWarning {
  firstLine: number;
  lastLine: number;
  /** Whether the row was skipped. */
  skipped: boolean;
}

/** Who runs an import: a command, or a job that may have been interrupted. */
export interface ImportRun {
  /** If aborted, the import stops after the current batch. */
  signal: AbortSignal;
  /** What earlier runs have done. Their rows are not read again. */
  before: ImportProgress;
  /** @param line of the names of the columns */
  onHeader(header: Header, line: number): void;
  onWarning(warning: RowWarning): void;
  /**
   * Runs the statements of a batch in one transaction, after it has locked the site.
   * @param batch returns the progress after it
   * @returns false if the import must not go on
   */
  inTransaction(batch: (connection: Connection) => Promise<ImportProgress>): Promise<boolean>;
}

/** `superseded`: the transaction said that the import must not go on. */
export type ImportEnd = 'completed' | 'stopped' | 'superseded' | { unreadableFrom: number; reason: string };

/**
 * Creates and updates the leads of a site from a CSV file, in atomic batches. Importing the same file again changes
 * nothing.
 * @throws ImportError if the file has no usable header or encoding; errors of the source and the database
 */
export async function importLeads(
  task: ImportTask,
  source: ImportSource,
  run: ImportRun,
): Promise<ImportEnd> {
  const known = task.choices.map(({ column }) => bareName(column));
  const layout = await findLayout(source, { encoding: task.encoding, known }, task.words);
  const header = readHeader(layout.names, layout.sample, task.choices, task.words);
  let progress = run.before;
  let batch: ParsedRow[] = [];
  let characters = 0;
  const flush = async (): Promise<boolean> => {
    const rows = batch;
    const bytes = rows.at(-1)?.bytes;
    batch = [];
    characters = 0;
    if (bytes === undefined) return true;
    return run.inTransaction(async (connection) => {
      const counts = await importBatch(connection, task, header, rows, run.onWarning);
      progress = add(progress, counts, bytes);
      return progress;
    });
  };
  let isHeader = true;
  let skip = run.before.rows;
  try {
    for await (const row of readRows(source, layout)) {
      if (isHeader) {
        isHeader = false;
        run.onHeader(header, row.firstLine);
        continue;
      }
      if (skip > 0) {
        skip -= 1;
        continue;
      }
      const { firstLine, lastLine, bytes, cells } = row;
      batch.push({ firstLine, lastLine, bytes, parsed: parseLead(cells, header, task.siteId) });
      characters += cells.reduce((sum, { length }) => sum + length, 0);
      if (batch.length < batchRows && characters < batchCharacters) continue;
      if (!(await flush())) return 'superseded';
      if (run.signal.aborted) return 'stopped';
    }
  } catch (error) {
    if (!(error instanceof UnreadableFrom)) throw error;
    return (await flush()) ? { unreadableFrom: error.line, reason: error.message } : 'superseded';
  }
  return (await flush()) ? 'completed' : 'superseded';
}

type ParsedRow = Omit<Row, 'cells'> & { parsed: ParsedLead };

type Counts = Omit<ImportProgress, 'rows' | 'bytes'>;

function add(
  before: ImportProgress,
  { created, updated, unchanged, skipped }: Counts,
  bytes: number,
): ImportProgress {
  return {
    rows: before.rows + created + updated + unchanged + skipped,
    created: before.created + created,
    updated: before.updated + updated,
    unchanged: before.unchanged + unchanged,
    skipped: before.skipped + skipped,
    bytes,
  };
}

async function importBatch(
  connection: Connection,
  task: ImportTask,
  header: Header,
  batch: readonly ParsedRow[],
  onWarning: ImportRun['onWarning'],
): Promise<Counts> {
  const counts: Counts = { created: 0, updated: 0, unchanged: 0, skipped: 0 };
  const warnings: RowWarning[] = [];
  const warn = ({ firstLine, lastLine }: Lines, warning: CellWarning, skipped: boolean) =>
    warnings.push({ firstLine, lastLine, ...warning, skipped });
  const skip = (lines: Lines, warning: CellWarning) => {
    counts.skipped += 1;
    warn(lines, warning, true);
  };
  const leads = new Map<string, { row: Lines; lead: ImportedLead }>();
  for (const { parsed, ...row } of batch) {
    if (!parsed.ok) {
      skip(row, parsed.reason);
      continue;
    }
    for (const warning of parsed.warnings) warn(row, warning, false);
    const earlier = leads.get(parsed.lead.id);
    if (earlier) skip(earlier.row, repeatedOn(row));
    leads.set(parsed.lead.id, { row, lead: parsed.lead });
  }
  const given = [...leads.values()].map(({ lead }) => lead);
  const compared = await compareLeads(connection, task, header, given, task.since);
  const written: ImportedLead[] = [];
  for (const [id, { row, lead }] of leads) {
    const { state = 'new', line = null } = compared.get(id) ?? {};
    if (state === 'elsewhere' || state === 'erased') {
      skip(row, { column: null, message: whyNot[state] });
      leads.delete(id);
      continue;
    }
    if (state !== 'same') written.push(lead);
    // Its earlier row has been counted.
    if (line !== null) skip({ firstLine: line, lastLine: line }, repeatedOn(row));
    else counts[countOf[state]] += 1;
  }
  if (!task.dryRun && written.length > 0) await writeLeads(connection, task, header, written);
  const lines = [...leads].map(([id, { row }]) => ({ id, line: row.firstLine }));
  if (lines.length > 0) await noteLines(connection, task, lines);
  for (const warning of warnings.sort((one, other) => one.firstLine - other.firstLine)) onWarning(warning);
  return counts;
}

type Lines = Pick<Row, 'firstLine' | 'lastLine'>;

const countOf = { new: 'created', changed: 'updated', same: 'unchanged' } as const;
const whyNot = {
  elsewhere: 'the lead belongs to another site and is not moved',
  erased: 'the lead was erased after the file had been sent',
};

function repeatedOn(row: Lines): CellWarning {
  return { column: null, message: `the same lead is repeated on ${nameLines(row)}, which is used instead` };
}

export function nameLines({ firstLine, lastLine }: Lines): string {
  return firstLine === lastLine ? `line ${firstLine}` : `lines ${firstLine} to ${lastLine}`;
}
