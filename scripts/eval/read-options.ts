import { parseArgs } from 'node:util';
import { StartError } from '../../src/platform/describe-failure.ts';
import { type Half, halves } from './gate/gate-set.ts';
import { selectCases } from './select-cases.ts';

const usage =
  'usage: npm run eval -- [--limit 10] [--language es] [--out eval-report.html] [--min-pass-rate 0.95] [--concurrency 8] [--compare before.json] [--recorded] [--prompts CASE] [--gate [--half open|reserved]]';

export interface EvalOptions {
  limit: number | undefined;
  language: string | undefined;
  /** The file of the report. */
  out: string;
  /** From 0 to 1. If the pass rate is lower, the exit code is 1. */
  minPassRate: number;
  /** How many follow-ups run at the same time. */
  concurrency: number;
  /** The figures of an earlier run. Null for none. */
  compare: string | null;
  /** Use the recorded answers in test/eval-answers, for the cases that have them. */
  recorded: boolean;
  /** The case whose prompts are printed, up to the first one without a recorded answer. Null for none. */
  prompts: string | null;
  /** The half of the quality gate's test set to check. Null: write to leads instead. */
  gate: Half | null;
}

/** @throws StartError with the usage */
export function readOptions(args?: string[]): EvalOptions {
  const given = parse(args);
  const options = {
    limit: given.limit === undefined ? undefined : wholeNumber('--limit', given.limit),
    language: given.language,
    out: given.out,
    minPassRate: share('--min-pass-rate', given['min-pass-rate']),
    concurrency: wholeNumber('--concurrency', given.concurrency),
    compare: given.compare ?? null,
    recorded: given.recorded,
    prompts: given.prompts ?? null,
    gate: given.gate ? halfOf(given.half) : null,
  };
  if (options.out === '') throw new StartError(`--out must name a file (${usage})`);
  if (options.gate !== null) return options;
  if (
    options.prompts !== null &&
    !selectCases({}).some(({ evalCase }) => evalCase.name === options.prompts)
  ) {
    throw new StartError(`--prompts must name a case of scripts/eval/cases (${usage})`);
  }
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
        compare: { type: 'string' },
        recorded: { type: 'boolean', default: false },
        prompts: { type: 'string' },
        gate: { type: 'boolean', default: false },
        half: { type: 'string', default: 'open' },
      },
    }).values;
  } catch {
    // The usage line is more helpful than the parser's message.
    throw new StartError(usage);
  }
}

function halfOf(text: string): Half {
  const half = halves.find((one) => one === text);
  if (half) return half;
  throw new StartError(`--half must be open or reserved (${usage})`);
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
