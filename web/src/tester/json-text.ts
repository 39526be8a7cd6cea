import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';

export type JsonText = { ok: true; value: unknown } | { ok: false; fault: string };

/** Reads JSON that a person types. The fault names line and column, both counted from 1. */
export function readJsonText(text: string): JsonText {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (!first) return { ok: true, value };
  const before = text.slice(0, first.offset).split('\n');
  const column = (before.at(-1) ?? '').length + 1;
  return { ok: false, fault: `Line ${before.length}, column ${column}: ${wordsOf(first)}` };
}

/** "CommaExpected" → "comma expected" */
function wordsOf({ error }: ParseError): string {
  return printParseErrorCode(error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}
