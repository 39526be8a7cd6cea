import type { Database } from '../platform/database.ts';
import { StartError } from '../platform/describe-failure.ts';
import { type Header, readHeader } from './lead-import/header.ts';
import { type ImportedLead, parseLead } from './lead-import/parse-lead.ts';
import { type Row, readRows, UnreadableFrom } from './lead-import/read-rows.ts';
import {
  type Connection,
  findExisting,
  noteLines,
  prepareConnection,
  writeLeads,
} from './lead-import/write-batch.ts';

const batchRows = 1_000;

export interface LeadImport {
  /** The path of a CSV file. */
  file: string;
  organisationId: string;
  siteId: string;
  /** Checks everything and writes nothing. */
  dryRun: boolean;
  /** If aborted, the import stops after the current batch. */
  signal: AbortSignal;
}

/** Receives the progress. Never gets data of the file, except the names of its columns. */
export interface ImportListener {
  onUnknownColumns(names: readonly string[]): void;
  /** A row, such as "line 5", and why it was left out. */
  onLeftOut(where: string, reason: string): void;
  /** After each batch, and at the end. */
  onProgress(progress: { rows: number; bytes: number }): void;
}

export interface ImportResult {
  rows: number;
  created: number;
  updated: number;
  leftOut: number;
  /** False if it was stopped, or if the file could not be read to its end. */
  complete: boolean;
}

/**
 * Creates and updates the leads of a site from a CSV file, in atomic batches. Importing the same file again changes
 * nothing.
 * @throws StartError if the file has no usable header; errors of the file system and the database
 */
export async function importLeads(
  { pool }: Database,
  task: LeadImport,
  listener: ImportListener,
): Promise<ImportResult> {
  const connection = await pool.connect();
  try {
    return await importRows(connection, task, listener);
  } finally {
    // Closed instead of returned to the pool, which also drops its temporary table.
    connection.release(true);
  }
}

async function importRows(
  connection: Connection,
  task: LeadImport,
  listener: ImportListener,
): Promise<ImportResult> {
  const result: ImportResult = { rows: 0, created: 0, updated: 0, leftOut: 0, complete: false };
  const leaveOut = (row: Pick<Row, 'firstLine' | 'lastLine'>, reason: string) => {
    result.leftOut += 1;
    listener.onLeftOut(nameLines(row), reason);
  };
  let header: Header | undefined;
  let batch: Row[] = [];
  let bytes = 0;
  const flush = async () => {
    if (header && batch.length > 0) await importBatch(connection, task, header, batch, result, leaveOut);
    result.rows += batch.length;
    batch = [];
    listener.onProgress({ rows: result.rows, bytes });
  };

  await prepareConnection(connection);
  try {
    for await (const row of readRows(task.file)) {
      if (!header) {
        header = readHeader(row.cells);
        if (header.unknown.length > 0) listener.onUnknownColumns(header.unknown);
        continue;
      }
      batch.push(row);
      bytes = row.bytes;
      if (batch.length < batchRows) continue;
      await flush();
      if (task.signal.aborted) return result;
    }
    result.complete = true;
  } catch (error) {
    if (!(error instanceof UnreadableFrom)) throw error;
    if (!header) throw new StartError(`the first line of the file cannot be read: ${error.message}`);
    await flush();
    listener.onLeftOut(`line ${error.line} to the end of the file`, error.message);
    result.leftOut += 1;
    result.rows += 1;
    return result;
  }
  if (!header) throw new StartError('the file is empty: its first line must name the columns');
  await flush();
  return result;
}

async function importBatch(
  connection: Connection,
  { organisationId, siteId, dryRun }: LeadImport,
  header: Header,
  batch: readonly Row[],
  result: ImportResult,
  leaveOut: (row: Pick<Row, 'firstLine' | 'lastLine'>, reason: string) => void,
): Promise<void> {
  const leads = new Map<string, { row: Row; lead: ImportedLead }>();
  for (const row of batch) {
    const parsed = parseLead(row.cells, header, siteId);
    if (!parsed.ok) {
      leaveOut(row, parsed.reason);
      continue;
    }
    const earlier = leads.get(parsed.lead.id);
    if (earlier)
      leaveOut(earlier.row, `the same lead is repeated on ${nameLines(row)}, which is used instead`);
    leads.set(parsed.lead.id, { row, lead: parsed.lead });
  }
  const existing = await findExisting(connection, organisationId, [...leads.keys()]);
  for (const [id, { row }] of leads) {
    const { siteId: currentSite = null, line = null } = existing.get(id) ?? {};
    if (currentSite !== null && currentSite !== siteId) {
      leaveOut(row, 'the lead belongs to another site and is not moved');
      leads.delete(id);
    } else if (line !== null) {
      // An earlier row of this lead has already been counted.
      leaveOut(
        { firstLine: line, lastLine: line },
        `the same lead is repeated on ${nameLines(row)}, which is used instead`,
      );
    } else {
      result[currentSite === null ? 'created' : 'updated'] += 1;
    }
  }
  const written = [...leads.values()];
  if (!dryRun) {
    const values = written.map(({ lead }) => lead);
    await writeLeads(connection, { organisationId, siteId }, header.cells, values);
  }
  await noteLines(
    connection,
    written.map(({ row, lead }) => ({ id: lead.id, line: row.firstLine })),
  );
}

function nameLines({ firstLine, lastLine }: Pick<Row, 'firstLine' | 'lastLine'>): string {
  return firstLine === lastLine ? `line ${firstLine}` : `lines ${firstLine} to ${lastLine}`;
}
