import { visit } from 'jsonc-parser';
import { AppError } from '../../src/contract/errors.ts';
import { isNestedDeeperThan } from '../../src/contract/json-safety.ts';

/** Nesting of objects and arrays. Later code walks bodies recursively, so the depth needs a limit. */
const levels = 32;

/** Strict: bytes that are not UTF-8 would otherwise be stored as U+FFFD. A byte order mark is skipped. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @throws AppError INVALID_REQUEST for bytes that are not UTF-8 or not JSON, deep nesting, and a duplicate key */
export function readJson(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  const value = parse(text);
  if (isNestedDeeperThan(levels, value)) {
    throw new AppError('INVALID_REQUEST', `the body is nested deeper than ${levels} levels`);
  }
  if (countKeys(value) !== countWrittenKeys(text)) throw duplicateKey(text);
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new AppError('INVALID_REQUEST', 'the body is not UTF-8: send JSON that is encoded as UTF-8');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('INVALID_REQUEST', 'the body is not valid JSON');
  }
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const children = Object.values(value);
  const own = Array.isArray(value) ? 0 : children.length;
  return children.reduce<number>((sum, child) => sum + countKeys(child), own);
}

/** Each key of a JSON text is followed by the only colons outside its strings. */
function countWrittenKeys(text: string): number {
  return text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/g, '').split(':').length - 1;
}

const pathLength = 200;

/** JSON.parse keeps the last value of a duplicate key, other parsers the first. */
function duplicateKey(text: string): AppError {
  const seen: Set<string>[] = [];
  let parameter: string | undefined;
  visit(text, {
    onObjectBegin: () => {
      seen.push(new Set());
    },
    onObjectProperty: (name, _offset, _length, _line, _column, pathOf) => {
      const names = seen.at(-1);
      if (names?.has(name)) parameter ??= [...pathOf(), name].join('.').slice(0, pathLength);
      names?.add(name);
    },
    onObjectEnd: () => {
      seen.pop();
    },
  });
  return new AppError('INVALID_REQUEST', `${parameter}: the body has this key more than once: send it once`, {
    details: { parameter },
  });
}
