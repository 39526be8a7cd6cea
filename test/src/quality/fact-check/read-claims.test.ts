import { expect, test } from '@jest/globals';
import type { Assertion } from '../../../../src/contract/claims.ts';
import { checkClaims } from '../../../../src/generation/check-claims.ts';
import { contextOf } from '../../../../src/quality/context-of.ts';
import { factsOf } from '../../../offline-writer/leads.ts';

const now = new Date('2026-11-26T12:00:00Z');
const facts = factsOf({
  lead: {
    name: 'Jane Smith',
    company: 'Acme',
    pain_points: ['38 people post by hand'],
    budget_range: '$20k-$30k',
  },
  offer: {
    booking_url: 'https://cal.example/sam',
    meeting_minutes: 25,
    availability: null,
    products: [
      {
        name: 'Content automation',
        description: null,
        price: 49,
        currency: 'USD',
        per: 'seat per month',
        url: null,
      },
    ],
    proof_points: [{ text: 'Northwind publishes 3 times as often', source: null }],
    call_to_action: null,
  },
  previous_interactions: [
    { date: '2026-11-10', type: 'call', summary: 'Asked how the scheduling works' },
    { date: '2026-11-17', type: 'email', summary: 'Wants an answer by 5 December' },
  ],
  instructions: ['We keep 99.95% uptime.'],
});
const message = `Hi Jane,

You asked on November 10 how the scheduling works, and 38 people at Acme post by hand. We’ve attached the proposal: $49 per seat and month, and 99.95% uptime. Northwind publishes 3 times as often.

Book 25 minutes: https://cal.example/sam`;

/** The claim that stands of one assertion; undefined when it is ignored. */
function claimOf(assertion: Partial<Assertion>) {
  const whole: Assertion = { channel: 'email', quote: '', kind: 'fact', source: null, ...assertion };
  const drafts = { email: { title: 'Scheduling at Acme', message } };
  return checkClaims([whole], drafts, facts, contextOf(facts, now)).email?.[0];
}

test.each<[string, string, string, string]>([
  [
    'history',
    'You asked on November 10 how the scheduling works',
    '/previous_interactions/0/summary',
    'Asked how the scheduling works',
  ],
  ['fact', '38 people at Acme post by hand', '/lead/pain_points/0', '38 people post by hand'],
  ['offer', '$49 per seat and month', '/offer/products/0/price', '49'],
  ['offer', '99.95% uptime', '/instructions/0', 'We keep 99.95% uptime.'],
  [
    'reference',
    'Northwind publishes 3 times as often',
    '/offer/proof_points/0/text',
    'Northwind publishes 3 times as often',
  ],
  ['offer', 'Book 25 minutes', '/offer/meeting_minutes', '25'],
  ['offer', 'https://cal.example/sam', '/offer/booking_url', 'https://cal.example/sam'],
])('%s: %j comes from %s', (kind, quote, source, value) => {
  expect(claimOf({ kind: kind as Assertion['kind'], quote, source })).toEqual({
    field: 'message',
    quote,
    kind,
    source,
    value,
  });
});

test('the title is searched too, and a quote may differ in its line breaks and quotation marks', () => {
  expect(claimOf({ quote: 'Scheduling at Acme', source: '/lead/company' })?.field).toBe('title');
  expect(claimOf({ quote: "We've attached the\nproposal", kind: 'offer' })).toEqual({
    field: 'message',
    quote: 'We’ve attached the proposal',
    kind: 'offer',
    source: null,
    value: null,
  });
});

test.each<[string, Partial<Assertion>]>([
  ['a quote that does not occur', { quote: 'we guarantee it' }],
  ['no quote', { quote: ' ' }],
  ['a channel that was not written', { channel: 'web', quote: '38 people' }],
  ['a pointer to nothing', { quote: '38 people', source: '/lead/pain_points/7' }],
  ['a pointer to everything', { quote: '38 people', source: '' }],
  ['a pointer to the whole lead', { quote: '38 people', source: '/lead' }],
  ['a value that lacks the figure', { quote: '38 people', source: '/previous_interactions/0/summary' }],
  ['a value that is another amount', { quote: '$49 per seat and month', source: '/lead/budget_range' }],
  [
    'a value that lacks the date',
    { quote: 'You asked on November 10', source: '/previous_interactions/1/summary' },
  ],
  ['a value that lacks the link', { quote: 'https://cal.example/sam', source: '/offer/meeting_minutes' }],
  ['a source that is null itself', { quote: '38 people', source: '/offer/availability' }],
])('%s is ignored', (_what, assertion) => {
  expect(claimOf(assertion)).toBeUndefined();
});

test('what the site says in the same words has a source, also where the model found none', () => {
  const proof = 'Northwind publishes 3 times as often';
  expect(claimOf({ quote: proof, kind: 'reference' })?.source).toBe('/offer/proof_points/0/text');
  // The same words of a note are no words of the site.
  expect(claimOf({ quote: 'how the scheduling works', kind: 'history' })?.source).toBeNull();
});

test('an answer that quotes everything for every source is read within limits', () => {
  const interactions = Array.from({ length: 10 }, () => ({
    date: '2026-11-10',
    type: 'call',
    summary: 'Asked',
  }));
  const many = factsOf({ previous_interactions: interactions });
  const long = 'You asked about licences for the whole team. '.repeat(150);
  const assertions = Array.from(
    { length: 100 },
    (_, index): Assertion => ({
      channel: 'email',
      quote: long.slice(45 * index, 45 * index + 1_900).trim(),
      kind: 'history',
      source: `/previous_interactions/${index % 10}/summary`,
    }),
  );
  const drafts = { email: { title: 'Licences', message: long } };
  const { email = [] } = checkClaims(assertions, drafts, many, contextOf(many, now));
  // Each is true; twice the length of the messages is read.
  expect(email.length).toBeGreaterThan(0);
  expect(email.length * 1_900).toBeLessThan(2 * JSON.stringify(drafts).length);
});

test('words that are reported with and without a source have one', () => {
  const quote = '38 people at Acme post by hand';
  const report = (source: string | null): Assertion => ({ channel: 'email', quote, kind: 'fact', source });
  const claims = checkClaims(
    [report(null), report('/lead/pain_points/0'), report('/lead/pain_points/0')],
    { email: { title: 'Scheduling', message } },
    facts,
    contextOf(facts, now),
  );
  expect(claims.email?.map(({ source }) => source)).toEqual(['/lead/pain_points/0']);
});
