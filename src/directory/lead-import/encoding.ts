import { isAscii } from 'node:buffer';
import chardet from 'chardet';
import iconv from 'iconv-lite';
import { ImportError, type OptionWords } from './import-error.ts';

/** A file that can be read more than once. */
export interface ImportSource {
  /** In bytes. */
  size: number;
  /** Reads the file from its beginning. */
  open(): AsyncIterable<Uint8Array>;
}

const marks: readonly [mark: readonly number[], encoding: string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

const archives: readonly [mark: readonly number[], what: string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'an Excel workbook or another ZIP archive'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an Excel workbook'],
  [[0x1f, 0x8b], 'compressed with gzip'],
];

/** What the library calls an encoding, but no file is written in. */
const noEncodings = /^(?:base64|hex|binary|utf-?7)/i;

/** Whether a name of an encoding is known. */
export function isEncoding(name: string): boolean {
  return iconv.encodingExists(name) && !noEncodings.test(name);
}

/**
 * Finds the encoding of a file: its byte order mark, else the given one, else UTF-8 if all of it is.
 * @throws ImportError if it is not CSV, or in an encoding that the caller must name
 */
export async function findEncoding(
  source: ImportSource,
  beginning: Uint8Array,
  given: string | undefined,
  words: OptionWords,
): Promise<string> {
  const startsWith = ([mark]: readonly [readonly number[], string]) =>
    mark.every((byte, index) => beginning[index] === byte);
  const archive = archives.find(startsWith);
  if (archive) throw new ImportError(`the file is ${archive[1]}, not CSV: save it as "CSV UTF-8"`);
  const marked = marks.find(startsWith);
  if (marked) return marked[1];
  if (given !== undefined) return given;
  const zeros = [0, 1].map(
    (odd) => beginning.filter((byte, index) => byte === 0 && index % 2 === odd).length,
  );
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) * 4 > beginning.length) throw unlike(odd > even ? 'utf-16le' : 'utf-16be', words);
  const foreign = await findForeignBytes(source);
  if (foreign) throw unlike(likelyEncodingOf(foreign), words);
  return 'utf-8';
}

function unlike(encoding: string, words: OptionWords): ImportError {
  return new ImportError(
    `the file is not UTF-8. Its encoding is likely ${encoding}: add ${words.encoding(encoding)}, or save the file as "CSV UTF-8"`,
  );
}

/** How much of a file the guess of its encoding looks at. */
const sampleBytes = 64 * 1024;

/**
 * Looks for text that is not UTF-8. A file in UTF-8 with a few damaged characters counts as UTF-8: only its damaged cells
 * are left out.
 * @returns the lines with such text; null if the file is UTF-8
 */
async function findForeignBytes(source: ImportSource): Promise<Buffer | null> {
  let [damaged, wellFormed, sampled] = [0, 0, 0];
  const sample: Buffer[] = [];
  const decoder = new TextDecoder('utf-8');
  for await (const part of source.open()) {
    const text = decoder.decode(part, { stream: true });
    if (text.length === part.length && isAscii(part)) continue;
    const broken = (text.match(/\uFFFD/g) ?? []).length;
    damaged += broken;
    wellFormed += (text.match(/[^\0-\x7F\uFFFD]/g) ?? []).length;
    if (broken > 0 && sampled < sampleBytes) {
      const lines = foreignLines(part);
      sample.push(lines);
      sampled += lines.length;
    }
  }
  return damaged > wellFormed ? Buffer.concat(sample).subarray(0, sampleBytes) : null;
}

function foreignLines(part: Uint8Array): Buffer {
  const lines: Buffer[] = [];
  const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start) + 1 || bytes.length;
    const line = bytes.subarray(start, end);
    if (line.some((byte) => byte > 0x7f)) lines.push(line);
    start = end;
  }
  return Buffer.concat(lines);
}

/** How much surer the detector must be of another encoding, because short texts look like several. */
const margin = 15;
const western = new Set(['ISO-8859-1', 'windows-1252']);

function likelyEncodingOf(bytes: Buffer): string {
  const found = chardet
    .analyse(bytes)
    .filter(({ name }) => iconv.encodingExists(name) && !/^(?:UTF|ASCII)/.test(name));
  const confidenceOf = (isIt: (name: string) => boolean) =>
    Math.max(0, ...found.flatMap(({ name, confidence }) => (isIt(name) ? [confidence] : [])));
  const best = found[0];
  if (!best || western.has(best.name)) return 'windows-1252';
  return best.confidence >= confidenceOf((name) => western.has(name)) + margin
    ? best.name.toLowerCase()
    : 'windows-1252';
}

/** The text of a file. @param onRead receives the bytes that have been read so far */
export async function* decode(
  source: ImportSource,
  encoding: string,
  onRead: (bytes: number) => void,
): AsyncGenerator<string> {
  // Removes a byte order mark.
  const decoder = iconv.getDecoder(encoding);
  let bytes = 0;
  for await (const part of source.open()) {
    bytes += part.length;
    onRead(bytes);
    const text = decoder.write(Buffer.from(part.buffer, part.byteOffset, part.byteLength));
    if (text !== '') yield text;
  }
  const rest = decoder.end();
  if (rest) yield rest;
}
