import { parseArgs } from 'node:util';
import { z } from 'zod';

export interface Options {
  /** The scenarios to run. */
  names: string[];
  rounds: number;
  quick: boolean;
  /** Print only the results to standard output, as JSON. */
  json: boolean;
  /** Write docs/performance.md from the existing results, and measure nothing. */
  docs: boolean;
}

export const usage = `usage: npm run bench -- [NAME…] [--rounds N] [--quick] [--json]
       npm run bench -- --docs`;

const schema = z.object({
  rounds: z.coerce.number().int().min(1).max(20).optional(),
  quick: z.boolean().default(false),
  json: z.boolean().default(false),
  docs: z.boolean().default(false),
});

/** @throws Error that names the wrong option or scenario */
export function parseOptions(args: readonly string[], scenarios: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rounds: { type: 'string' },
      quick: { type: 'boolean' },
      json: { type: 'boolean' },
      docs: { type: 'boolean' },
    },
  });
  const unknown = positionals.filter((name) => !scenarios.includes(name));
  if (unknown.length > 0) {
    throw new Error(`there is no scenario ${unknown.join(', ')}: there are ${scenarios.join(', ')}`);
  }
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    throw new Error(
      parsed.error.issues.map(({ path, message }) => `--${String(path[0])}: ${message}`).join('\n'),
    );
  }
  const { rounds, quick, json, docs } = parsed.data;
  return {
    names: scenarios.filter((name) => positionals.length === 0 || positionals.includes(name)),
    rounds: rounds ?? (quick ? 1 : 3),
    quick,
    json,
    docs,
  };
}
