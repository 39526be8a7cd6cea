import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Backend, backends } from './cluster.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { scenarios, shortList } from './scenarios/scenarios.ts';

export interface Options {
  followUps: number;
  /** Installations at a time. */
  parallel: number;
  runs: Run[];
}

export interface Run {
  scenario: Scenario;
  backend: Backend;
}

const names = scenarios.map(({ name }) => name);
const schema = z.object({
  'follow-ups': z.coerce.number().int().min(2).optional(),
  parallel: z.coerce.number().int().min(1).default(3),
  backend: z.array(z.enum(backends)).optional(),
  only: z
    .array(
      z
        .string()
        .refine((part) => names.some((name) => name.includes(part)), `is no part of ${names.join(', ')}`),
    )
    .optional(),
  short: z.boolean().default(false),
});

/** @throws Error that names the option */
export function parseOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      'follow-ups': { type: 'string' },
      parallel: { type: 'string' },
      backend: { type: 'string', multiple: true },
      only: { type: 'string', multiple: true },
      short: { type: 'boolean' },
    },
  });
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    throw new Error(
      parsed.error.issues.map(({ path, message }) => `--${String(path[0])}: ${message}`).join('\n'),
    );
  }
  const { short, only, backend = short ? ['redis'] : backends, ...given } = parsed.data;
  const isChosen = (name: string) =>
    only ? only.some((part) => name.includes(part)) : !short || shortList.includes(name);
  return {
    followUps: given['follow-ups'] ?? (short ? 10 : 200),
    parallel: given.parallel,
    runs: backend.flatMap((each) =>
      scenarios
        .filter(({ name }) => isChosen(name))
        .filter((scenario) => scenario.backends?.includes(each) ?? true)
        .map((scenario) => ({ scenario, backend: each })),
    ),
  };
}
