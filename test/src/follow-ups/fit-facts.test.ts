import { expect, test } from '@jest/globals';
import { fitFacts } from '../../../src/follow-ups/fit-facts.ts';
import { factsOf } from '../../offline-writer/leads.ts';

const interaction = (day: number) => ({
  date: `2026-11-0${day}`,
  type: 'call',
  summary: `Day ${day}: ${'x'.repeat(500)}`,
});
const view = (day: number) => ({
  url: `https://acme.example/${'p'.repeat(300)}`,
  title: null,
  viewed_at: `2026-11-0${day}`,
});
const facts = factsOf({
  language: 'en',
  lead: { pain_points: ['slow reports'] },
  previous_interactions: [1, 2, 3].map(interaction),
  page_views: [1, 2].map(view),
});
const size = JSON.stringify(facts).length;

test('facts within the limit stay as they are', () => {
  expect(fitFacts(facts, size)).toEqual({ facts, warnings: [] });
});

test('the oldest page views go first', () => {
  const { facts: fitted, warnings } = fitFacts(facts, size - 10);
  expect(fitted.page_views).toEqual([view(2)]);
  expect(fitted.previous_interactions).toHaveLength(3);
  expect(warnings).toEqual([
    `the oldest 1 of 2 page views were left out: the facts may have ${size - 10} characters (FACTS_MAX_CHARACTERS)`,
  ]);
});

test('then the oldest interactions, and the rest is within the limit', () => {
  const most = size - 1_000;
  const { facts: fitted, warnings } = fitFacts(facts, most);
  expect(fitted.page_views).toEqual([]);
  expect(fitted.previous_interactions).toEqual([interaction(2), interaction(3)]);
  expect(JSON.stringify(fitted).length).toBeLessThanOrEqual(most);
  expect(warnings).toHaveLength(2);
});

test('facts that are too long without a past are refused, with what to shorten', () => {
  expect(() => fitFacts(facts, 100)).toThrow(
    /characters too long.*FACTS_MAX_CHARACTERS.*shorten pain points/,
  );
});
