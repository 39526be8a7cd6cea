import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { aliasOf, bareName, titleNames } from './column-aliases.ts';
import { findEncoding, type ImportSource } from './encoding.ts';
import { ImportError, type OptionWords } from './import-error.ts';

/** How a file is written. */
export interface Layout {
  encoding: string;
  delimiter: string;
  /** Whether its first line is not data but says what the delimiter is, as spreadsheets write it: `sep=;` */
  namesDelimiter: boolean;
  /** The first line of data, which names the columns. */
  names: readonly string[];
  /** Some of the rows behind it. */
  sample: readonly (readonly string[])[];
}

/** What the layout is found by. */
const beginningBytes = 256 * 1024;
const sampleRows = 200;
const delimiters = [',', ';', '\t', '|'];
export const delimiterLine = /^\uFEFF?"?sep=(.)"?[^\S\r\n]*(?:\r\n|\n|\r)/i;

/** @throws ImportError if the file is empty, no CSV, or in an encoding that must be named; errors of the source */
export async function findLayout(
  source: ImportSource,
  { encoding: given, known }: { encoding: string | undefined; known: readonly string[] },
  words: OptionWords,
): Promise<Layout> {
  const beginning = await readBeginning(source);
  const encoding = await findEncoding(source, beginning, given, words);
  const text = iconv.decode(beginning, encoding);
  const named = delimiterLine.exec(text);
  const body = named ? text.slice(named[0].length) : text;
  if (body.trim() === '') throw new ImportError('the file is empty: its first line must name the columns');
  const isWhole = source.size <= beginning.length;
  const delimiter = named?.[1] ?? detectDelimiter(body, known);
  const [names, ...sample] = readFirst(body, delimiter, sampleRows + 1, isWhole);
  if (!names)
    throw new ImportError(
      'the first line of the file cannot be read: a quote is not closed, or it is too long',
    );
  return { encoding, delimiter, namesDelimiter: named !== null, names, sample };
}

async function readBeginning(source: ImportSource): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of source.open()) {
    parts.push(part);
    bytes += part.length;
    if (bytes >= beginningBytes) break;
  }
  return Buffer.concat(parts).subarray(0, beginningBytes);
}

/**
 * The delimiter that gives the most columns whose names are known, else the most columns.
 * @param known further names, in the form of `bareName`
 */
function detectDelimiter(text: string, known: readonly string[]): string {
  const scores = delimiters.map((delimiter) => {
    const [names = []] = readFirst(text, delimiter, 1, false);
    const isKnown = (name: string) =>
      aliasOf(name) !== null || titleNames.has(bareName(name)) || known.includes(bareName(name));
    return { delimiter, known: names.filter(isKnown).length, count: names.length };
  });
  scores.sort((one, other) => other.known - one.known || other.count - one.count);
  return scores[0]?.delimiter ?? ',';
}

function readFirst(text: string, delimiter: string, rows: number, isWhole: boolean): string[][] {
  const read = parse(text, {
    bom: true,
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    // The text may end in the middle of a row.
    skip_records_with_error: true,
    to: rows,
  }) as unknown as string[][];
  return isWhole || read.length >= rows || read.length < 2 ? read : read.slice(0, -1);
}
