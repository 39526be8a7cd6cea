import { parseArgs } from 'node:util';
import { StartError } from '../../src/platform/describe-failure.ts';
import { selectCases } from './select-cases.ts';

const usage =
  'usage: npm run eval -- [--limit 10] [--language es] [--out eval-report.html] [--min-pass-rate 0.95] [--concurrency 8]';

export interface EvalOptions {
  limit: number | undefined;
  language: string | undefined;
  /** Where the report goes. */
  out: string;
  /** From 0 to 1: below it the run ends with exit code 1. */
  minPassRate: number;
  /** How many follow-ups are under way at once. */
  concurrency: number;
}

/** @throws StartError that says how it is called */
export function readOptions(args?: string[]): EvalOptions {
  const given = parse(args);
  const options = {
    limit: given.limit === undefined ? undefined : wholeNumber('--limit', given.limit),
    language: given.language,
    out: given.out,
    minPassRate: share('--min-pass-rate', given['min-pass-rate']),
    concurrency: wholeNumber('--concurrency', given.concurrency),
  };
  if (options.out === '') throw new StartError(`--out must name a file (${usage})`);
  if (selectCases(options).length === 0) {
    const languages = [...new Set(selectCases({}).map(({ language }) => language))].join(', ');
    throw new StartError(`--language must be one of ${languages} (${usage})`);
  }
  return options;
}

function parse(args: string[] | undefined) {
  try {
    return parseArgs({
      ...(args && { args }),
      options: {
        limit: { type: 'string' },
        language: { type: 'string' },
        out: { type: 'string', default: 'eval-report.html' },
        'min-pass-rate': { type: 'string', default: '0' },
        concurrency: { type: 'string', default: '8' },
      },
    }).values;
  } catch {
    // What the parser says of it is less than the line that shows how it goes.
    throw new StartError(usage);
  }
}

function wholeNumber(name: string, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new StartError(`${name} must be a whole number from 1 (${usage})`);
}

function share(name: string, text: string): number {
  const value = Number(text);
  if (/^\d*\.?\d+$/.test(text) && value <= 1) return value;
  throw new StartError(`${name} must be a number from 0 to 1 (${usage})`);
}
