import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { channelSchema } from '../../../src/contract/channels.ts';
import { type Facts, factsSchema } from '../../../src/contract/facts.ts';

export const halves = ['open', 'reserved'] as const;
export type Half = (typeof halves)[number];

const folder = resolve(import.meta.dirname, '../../../test/gate/cases');

const caseSchema = z.object({
  id: z.string(),
  facts: z.string(),
  channel: channelSchema,
  title: z.string(),
  message: z.string(),
  /** `pass`: no error; `stop`: at least one error; `warn`: no error, and a warning of one of the rules. */
  verdict: z.enum(['pass', 'stop', 'warn']),
  class: z.enum(['never-fit', 'claim']).optional(),
  /** The message must break one of these rules. */
  rules: z.array(z.string()).default([]),
  why: z.string().default(''),
});

const fileSchema = z.object({
  language: z.string(),
  facts: z.record(z.string(), z.record(z.string(), z.unknown())),
  cases: z.array(caseSchema),
});

export interface GateCase extends Omit<z.infer<typeof caseSchema>, 'facts'> {
  language: string;
  facts: Facts;
}

/** The day on which the cases were written. */
export const writtenOn = new Date('2026-11-26T12:00:00Z');

/**
 * All cases of one half of the test set, by language. Empty if the half was merged into the open one and not replaced.
 */
export function readGateSet(half: Half): GateCase[] {
  if (!existsSync(join(folder, half))) return [];
  const names = readdirSync(join(folder, half)).filter((name) => name.endsWith('.json'));
  return names.sort().flatMap((name) => {
    const { language, facts, cases } = fileSchema.parse(
      JSON.parse(readFileSync(join(folder, half, name), 'utf8')),
    );
    return cases.map((one) => ({ ...one, language, facts: completeFacts(facts[one.facts], language) }));
  });
}

/** Fields that are missing in a set of facts are unknown. */
export function completeFacts(given: Record<string, unknown> | undefined, language: string): Facts {
  if (!given) throw new Error('a case refers to facts that its file does not contain');
  const { lead, site, ...rest } = given as { lead?: object; site?: { voice?: object } };
  return factsSchema.parse({
    lead_stage: null,
    follow_up_type: null,
    follow_up_interval: null,
    product_interest: [],
    previous_interactions: [],
    page_views: [],
    ...rest,
    language,
    lead: {
      name: null,
      company: null,
      position: null,
      email: null,
      phone: null,
      pain_points: [],
      budget_range: null,
      preferences: {},
      ...lead,
    },
    site: {
      url: null,
      ...site,
      voice: { tone: null, approved_claims: [], forbidden_words: [], ...site?.voice },
    },
  });
}
