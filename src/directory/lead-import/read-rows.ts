import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type CsvError, type InfoRecord, parse } from 'csv-parse';
import { detectDelimiter } from './header.ts';

/** Larger than any lead. Without a limit, a quote that is never closed would read the rest of the file into memory. */
const maxRowBytes = 64 * 1024;
const beginningBytes = 64 * 1024;

export interface Row {
  cells: string[];
  /** Its lines in the file. A quoted cell can span several lines. */
  firstLine: number;
  lastLine: number;
  /** The bytes of the file that have been read so far. */
  bytes: number;
}

/** The file cannot be read from this line on, because a quote is never closed or a row is too large. */
export class UnreadableFrom extends Error {
  readonly line: number;

  constructor(line: number) {
    super(`a quote is not closed, or the row is larger than ${maxRowBytes / 1024} KiB`);
    this.name = 'UnreadableFrom';
    this.line = line;
  }
}

/**
 * Streams the rows of a CSV file, the header first. Empty lines are skipped.
 * @throws UnreadableFrom after the last row that can be read; errors of the file system
 */
export async function* readRows(path: string): AsyncGenerator<Row> {
  let broken: Pick<InfoRecord, 'records'> | undefined;
  const parser = parse({
    bom: true,
    delimiter: await delimiterOf(path),
    record_delimiter: ['\r\n', '\n', '\r'],
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: maxRowBytes,
    // Otherwise an error would discard rows that are already buffered.
    skip_records_with_error: true,
    on_skip: (error) => {
      broken ??= error as CsvError & Pick<InfoRecord, 'records'>;
      return undefined;
    },
  });
  // The loop below gets the file's error too. This only prevents an unhandled rejection.
  pipeline(createReadStream(path), parser).catch(() => undefined);
  const position = new Position();
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: InfoRecord }>) {
    if (broken && info.records > broken.records) break;
    yield { cells: record, ...position.after(record, info), bytes: info.bytes };
  }
  if (broken) throw new UnreadableFrom(position.lastLine + 1);
}

/** Counts lines, because the parser counts a CRLF in quotes as two. */
class Position {
  lastLine = 0;
  #crlfInCells = 0;

  after(cells: readonly string[], { lines }: InfoRecord): { firstLine: number; lastLine: number } {
    let breaks = 0;
    for (const cell of cells) {
      for (const [lineBreak] of cell.matchAll(/\r\n|\n|\r/g)) {
        breaks += 1;
        if (lineBreak === '\r\n') this.#crlfInCells += 1;
      }
    }
    this.lastLine = lines - this.#crlfInCells;
    return { firstLine: this.lastLine - breaks, lastLine: this.lastLine };
  }
}

async function delimiterOf(path: string): Promise<',' | ';'> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(beginningBytes), 0, beginningBytes, 0);
    return detectDelimiter(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
