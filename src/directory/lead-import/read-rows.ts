import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type CsvError, type InfoRecord, parse } from 'csv-parse';
import { decode, type ImportSource } from './encoding.ts';
import { delimiterLine, type Layout } from './layout.ts';

/** Larger than any row of an export. Without a limit, a quote that is never closed would read the rest of the file into memory. */
const maxRowBytes = 1024 * 1024;

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
 * Streams the rows of a CSV file, the header first. Rows without any text are skipped.
 * @throws UnreadableFrom after the last row that can be read; errors of the source
 */
export async function* readRows(source: ImportSource, layout: Layout): AsyncGenerator<Row> {
  let broken: Pick<InfoRecord, 'records'> | undefined;
  let bytes = 0;
  const parser = parse({
    bom: true,
    delimiter: layout.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: maxRowBytes,
    // Otherwise an error would discard rows that are already buffered.
    skip_records_with_error: true,
    on_skip: (error) => {
      broken ??= error as CsvError & Pick<InfoRecord, 'records'>;
      return undefined;
    },
  });
  const text = decode(source, layout.encoding, (read) => {
    bytes = read;
  });
  const stop = new AbortController();
  // The loop below gets the source's error too. This only prevents an unhandled rejection.
  const fed = pipeline(Readable.from(layout.namesDelimiter ? withoutFirstLine(text) : text), parser, {
    signal: stop.signal,
  }).catch(() => undefined);
  const position = new Position(layout.namesDelimiter ? 1 : 0);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: InfoRecord }>) {
      if (broken && info.records > broken.records) break;
      yield { cells: record, ...position.after(record, info), bytes };
    }
  } finally {
    // A reader that stops early must not leave the source open.
    stop.abort();
    await fed;
  }
  if (broken) throw new UnreadableFrom(position.lastLine + 1);
}

async function* withoutFirstLine(text: AsyncIterable<string>): AsyncGenerator<string> {
  let beginning: string | null = '';
  for await (const part of text) {
    if (beginning === null) {
      yield part;
      continue;
    }
    beginning += part;
    const line = delimiterLine.exec(beginning);
    // The line break may come with the next part. A CR may be half of one.
    if (!line || (line[0].endsWith('\r') && line[0].length === beginning.length)) continue;
    yield beginning.slice(line[0].length);
    beginning = null;
  }
}

/** Counts lines, because the parser counts a CRLF in quotes as two. */
class Position {
  lastLine: number;
  #crlfInCells = 0;
  readonly #linesBefore: number;

  constructor(linesBefore: number) {
    this.#linesBefore = linesBefore;
    this.lastLine = linesBefore;
  }

  after(cells: readonly string[], { lines }: InfoRecord): { firstLine: number; lastLine: number } {
    let breaks = 0;
    for (const cell of cells) {
      if (!cell.includes('\n') && !cell.includes('\r')) continue;
      for (const [lineBreak] of cell.matchAll(/\r\n|\n|\r/g)) {
        breaks += 1;
        if (lineBreak === '\r\n') this.#crlfInCells += 1;
      }
    }
    this.lastLine = this.#linesBefore + lines - this.#crlfInCells;
    return { firstLine: this.lastLine - breaks, lastLine: this.lastLine };
  }
}
