import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { type Agent, roleByPhase } from '../../../src/contract/agents.ts';
import type { Facts } from '../../../src/contract/facts.ts';
import { composePrompt } from '../../../src/generation/compose-prompt.ts';
import {
  copywriterPrompt,
  copywriterPromptVersion,
} from '../../../src/generation/prompts/copywriter-prompt.ts';
import { repairPrompt } from '../../../src/generation/prompts/repair-prompt.ts';
import { salesPrompt, salesPromptVersion } from '../../../src/generation/prompts/sales-prompt.ts';
import { sharedRules } from '../../../src/generation/prompts/shared-rules.ts';
import { verifyPrompt } from '../../../src/generation/prompts/verify-prompt.ts';
import { factsOf, leads } from '../../offline-writer/leads.ts';

const agent = (phase: 'sales' | 'copywriter', instructions: string | null = null): Agent => ({
  id: 'a',
  name: 'Sam Rivera',
  role: roleByPhase[phase],
  instructions,
  model: null,
  max_tokens: null,
  title: null,
  email: null,
  phone: null,
  signature: null,
});
const now = new Date('2026-11-26T12:00:00Z');
const later = new Date('2026-12-01T17:31:00Z');
const draft = { strategy: 'Ask for a call.', channels: { email: { title: 'A', message: 'B' } } };

const salesFor = (facts: Facts, at = now, instructions: string | null = null) =>
  composePrompt({ facts, agent: agent('sales', instructions), now: at, task: salesPrompt });
const copyFor = (facts: Facts, at = now, instructions: string | null = null) =>
  composePrompt({ facts, agent: agent('copywriter', instructions), now: at, task: copywriterPrompt, draft });

/** A provider is sent the system prompt first. */
const whole = ({ system, user }: { system: string; user: string }) => `${system}\n\n${user}`;

function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

const tokens = (text: string | number) => Math.ceil((typeof text === 'string' ? text.length : text) / 4);

const offer = {
  booking_url: 'https://cal.example/sam',
  meeting_minutes: 20,
  availability: 'Tue-Thu 09:00-12:00',
  products: [],
  proof_points: [{ text: 'Northwind publishes 3 times as often', source: null }],
  call_to_action: null,
};
const jane = factsOf({ offer });
const marta = factsOf({
  offer,
  lead: { name: 'Marta Ruiz', company: 'Faro' },
  language: 'es',
  lead_stage: 'new',
});

describe('what prompts share, so that providers cache it', () => {
  test('both phases share everything up to the end of the facts, on another day too', () => {
    const [sales, copy] = [whole(salesFor(jane)), whole(copyFor(jane, later, 'Be brief.'))];
    const end = sales.indexOf('</facts>') + '</facts>'.length;
    expect(sharedLength(sales, copy)).toBeGreaterThanOrEqual(end);
    expect(sales.slice(0, end)).toContain('Jane Smith');
    expect(sales.slice(end)).toContain('Thursday, 2026-11-26');
    expect(sales.slice(0, end)).not.toContain('2026-11-26');
  });

  test('the leads of a site share the rules and the site, and the site stands before the lead', () => {
    const [one, other] = [whole(salesFor(jane)), whole(copyFor(marta))];
    const lead = one.indexOf('"lead": {');
    expect(one.slice(0, lead)).toBe(other.slice(0, lead));
    expect(one.slice(0, lead)).toContain('https://cal.example/sam');
    expect(one.slice(0, lead)).not.toContain('Jane');
  });

  test('the sites of an installation share the rules, whatever an agent is told', () => {
    const other = factsOf({ site: { name: 'Northwind' } });
    expect(salesFor(jane, now, 'Be brief.').system).toBe(copyFor(other, later, 'Sing.').system);
  });

  test('the lead is followed by the time, the draft, the task and what the site tells the agent, in this order', () => {
    const { user } = copyFor(jane, now, 'Be brief.');
    const places = [
      '<facts>',
      '<writing>',
      '<draft>',
      '# Your task',
      '# Instructions of this site to you',
    ].map((part) => user.indexOf(part));
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(user.endsWith('Be brief.')).toBe(true);
  });

  test('the rules and tasks stay within what a small model reads', () => {
    const sales = whole(salesFor(jane));
    const copy = whole(copyFor(jane));
    const sizes = {
      'shared rules': tokens(sharedRules),
      'sales task': tokens(salesPrompt),
      'copywriter task': tokens(copywriterPrompt),
      'repair task': tokens(repairPrompt),
      'check of the facts': tokens(verifyPrompt),
      'sales prompt of a lead': tokens(sales),
      'copywriter prompt of a lead': tokens(copy),
      'shared by both phases of a lead': tokens(sharedLength(sales, copy)),
      'shared by the leads of a site': tokens(sales.indexOf('"lead": {')),
    };
    const lines = Object.entries(sizes).map(([what, count]) => `  ${String(count).padStart(5)}  ${what}`);
    process.stdout.write(`prompts in tokens, estimated at 4 characters each\n${lines.join('\n')}\n`);
    expect(sizes['shared rules']).toBeLessThan(4_000);
    expect(sizes['shared by both phases of a lead'] / sizes['copywriter prompt of a lead']).toBeGreaterThan(
      0.7,
    );
  });
});

describe('the days since the last contact', () => {
  const daysFor = (dates: string[], at = now) => {
    const interactions = dates.map((date) => ({ date, type: 'call', summary: 'Asked for a plan' }));
    const { user } = salesFor(factsOf({ previous_interactions: interactions }), at);
    return /"days_since_last_contact": (\S+),/.exec(user)?.[1];
  };

  test.each<[string, string[], string]>([
    ['no contact', [], 'null'],
    ['today', ['2026-11-26'], '0'],
    ['the newest of several', ['2026-11-02', '2026-11-16', '2026-11-09'], '10'],
    ['a plan for later is no contact', ['2026-11-20', '2026-12-24'], '6'],
    // The site is in New York, where this is the evening before.
    ['by the calendar of the site', ['2026-11-26T02:00:00Z'], '1'],
    ['a date that cannot be read', ['last spring'], 'null'],
  ])('%s', (_what, dates, days) => {
    expect(daysFor(dates)).toBe(days);
  });
});

test('a prompt whose text has changed has a new version', () => {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
  expect({
    [salesPromptVersion]: hash(sharedRules + salesPrompt),
    [copywriterPromptVersion]: hash(sharedRules + copywriterPrompt),
  }).toEqual({
    'sales-5': 'f80931f7528ce867',
    'copywriter-5': '6c35b8dba153a72a',
  });
});

test('every prompt is made of whole facts, for leads of every kind', () => {
  for (const facts of Object.values(leads)) {
    const { user } = salesFor(facts);
    const json = /^<facts>\n([\s\S]*?)\n<\/facts>$/m.exec(user)?.[1] ?? '';
    expect(JSON.parse(json).lead).toEqual(JSON.parse(JSON.stringify(facts.lead)));
  }
});
