import { describe, expect, test } from '@jest/globals';
import type { Offer } from '../../../src/contract/offer.ts';
import { factsBlock } from '../../../src/generation/facts-block.ts';
import { checkMessage } from '../../../src/quality/check-message.ts';
import { contextOf } from '../../../src/quality/context-of.ts';
import { factsOf } from '../../offline-writer/leads.ts';

const now = new Date('2026-11-26T12:00:00Z');
const offer: Offer = {
  booking_url: 'https://cal.example/sam/intro',
  meeting_minutes: 25,
  availability: 'Tue-Thu 09:00-12:00',
  products: [
    {
      name: 'Content automation',
      description: 'Plans and schedules posts, with 30 days to try it',
      price: 12,
      currency: 'EUR',
      per: 'seat per month',
      url: 'https://growth.example/automation',
    },
  ],
  proof_points: [{ text: 'Northwind saves 6 hours a week and publishes 40% more', source: null }],
  call_to_action: 'Book a short call',
};
const sender = {
  name: 'Sam Rivera',
  title: 'Account Executive',
  email: 'sam@growth.example',
  phone: '+1 202 555 0143',
  signature: 'Growth GmbH, Hauptstr. 5\nhttps://linkedin.example/in/sam-rivera',
};
const seats = { pain_points: ['38 seats without a plan'] };
const instructions = ['Offer a call of 50 minutes at https://meet.example/team, and our 99.95% uptime.'];

function rulesFor(
  message: string,
  told: Parameters<typeof factsOf>[0] = { lead: seats, sender, offer, instructions },
) {
  return checkMessage({ title: 'Content automation', message }, 'whatsapp', contextOf(factsOf(told), now))
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, excerpt }) => `${rule}: ${excerpt}`);
}

describe('what the offer, the sender and the instructions say may be said', () => {
  test.each([
    'Pick a time here: https://cal.example/sam/intro',
    'Our customers knew all of it after 25 minutes, set up in a single call.',
    'Content automation is €12 per seat and month.',
    'For your 38 seats that is €456 a month.',
    'Northwind saves 6 hours a week and publishes 40% more.',
    'You can try it for 30 days: https://growth.example/automation',
    'Call me at +1 202 555 0143 or write to sam@growth.example.',
    'Best,\nSam Rivera\nAccount Executive\nGrowth GmbH, Hauptstr. 5\nhttps://linkedin.example/in/sam-rivera',
    'Every call took 50 minutes: https://meet.example/team',
    'We keep 99.95% uptime.',
  ])('%j passes, and without them it does not', (message) => {
    expect(rulesFor(message)).toEqual([]);
    expect(rulesFor(message, { lead: seats })).not.toEqual([]);
  });
});

test.each([
  ['Pick a time here: https://cal.example/eve/intro', 'url'],
  ['Content automation is €11 per seat and month.', 'money'],
  ['For your 38 seats that is €460 a month.', 'money'],
  ['Northwind saves 9 hours a week.', 'duration'],
  ['Call me at +1 202 555 0199.', 'phone'],
  ['Write to eve@growth.example.', 'email'],
])('%j is still refused', (message, rule) => {
  expect(rulesFor(message).map((found) => found.split(':')[0])).toContain(rule);
});

test('an offer is no way for a lead to bring in a link', () => {
  const told = { offer, lead: { pain_points: ['our page https://evil.example/pay'] } };
  expect(rulesFor('See https://evil.example/pay', told)).toEqual(['url: https://evil.example/pay']);
});

describe('the facts as the writers see them', () => {
  const shown = (told: Parameters<typeof factsOf>[0]) =>
    JSON.parse(factsBlock(factsOf(told)).split('\n').slice(1, -1).join('\n'));

  test('hold the offer and the sender', () => {
    expect(shown({ sender, offer, instructions })).toMatchObject({ sender, offer });
    expect(shown({ sender, offer, instructions })).not.toHaveProperty('instructions');
  });

  test('are as they were before, where none of it is set', () => {
    const named = { name: 'Sam', title: null, email: null, phone: null, signature: null };
    const block = factsBlock(factsOf({ sender: named }));
    expect(block).toBe(factsBlock(factsOf()));
    expect(Object.keys(shown({}))).toEqual([
      'site',
      'lead',
      'language',
      'lead_stage',
      'follow_up_type',
      'follow_up_interval',
      'product_interest',
      'previous_interactions',
      'page_views',
    ]);
    expect(Object.keys(shown({}).site)).toEqual(['name', 'url', 'voice']);
  });
});
