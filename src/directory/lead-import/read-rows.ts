import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type CsvError, type InfoRecord, parse } from 'csv-parse';
import { detectDelimiter } from './header.ts';

/** A lead does not fill this. A quote that is never closed does, and would else take the rest of the file into memory. */
const maxRowBytes = 64 * 1024;
const beginningBytes = 64 * 1024;

export interface Row {
  cells: string[];
  /** Where it stands in the file; a quoted cell may go on over several lines. */
  firstLine: number;
  lastLine: number;
  /** How much of the file has been read with it. */
  bytes: number;
}

/** From here on a file cannot be read: a quote is never closed, or a row has no end. */
export class UnreadableFrom extends Error {
  readonly line: number;

  constructor(line: number) {
    super(`a quote is not closed, or the row is larger than ${maxRowBytes / 1024} KiB`);
    this.name = 'UnreadableFrom';
    this.line = line;
  }
}

/**
 * Reads the rows of a CSV file one by one, never more than a few of them ahead, the header first. Empty lines are none.
 * @throws UnreadableFrom after the last row that can be read; the errors of the file system
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
    // Else an error would take the rows with it that were read before and wait here.
    skip_records_with_error: true,
    on_skip: (error) => {
      broken ??= error as CsvError & Pick<InfoRecord, 'records'>;
      return undefined;
    },
  });
  // Whoever reads the rows gets the error of the file, too; here it is only not unhandled.
  pipeline(createReadStream(path), parser).catch(() => undefined);
  const position = new Position();
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: InfoRecord }>) {
    if (broken && info.records > broken.records) break;
    yield { cells: record, ...position.after(record, info), bytes: info.bytes };
  }
  if (broken) throw new UnreadableFrom(position.lastLine + 1);
}

/** Counts lines. The parser counts a CRLF within quotes as two. */
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
