import { describe, expect, test } from '@jest/globals';
import { type Facts, factsSchema } from '../../../../src/contract/facts.ts';
import { checkMessage } from '../../../../src/quality/check-message.ts';
import { contextOf } from '../../../../src/quality/context-of.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { nl } from './nl.ts';
import { pt } from './pt.ts';
import type { Sentences } from './sentences.ts';

const languages: Readonly<Record<string, Sentences>> = { en, es, de, fr, it, pt, nl };
const now = new Date('2026-11-26T12:00:00Z');
const rules = ['attachment', 'history', 'offer', 'reference', 'budget', 'internal', 'contact'] as const;

interface Known {
  interactions?: Facts['previous_interactions'];
  approvedClaims?: string[];
}

function factsOf(language: string, { interactions = [], approvedClaims = [] }: Known): Facts {
  return factsSchema.parse({
    lead: {
      name: 'Jane Roe',
      company: 'Acme',
      position: null,
      email: 'jane@acme.example',
      phone: '+4915112345678',
      pain_points: ['reports take too long'],
      budget_range: '$30,000',
      preferences: {},
    },
    site: {
      name: 'Northbase',
      url: 'https://northbase.example',
      timezone: 'UTC',
      voice: { tone: null, approved_claims: approvedClaims, forbidden_words: [] },
    },
    language,
    lead_stage: null,
    follow_up_type: null,
    follow_up_interval: null,
    product_interest: [],
    previous_interactions: interactions,
    page_views: [],
  });
}

/** The errors and warnings of the rules for claims in words: `rule: excerpt`. */
function found(language: string, message: string, known: Known = {}): string[] {
  const context = contextOf(factsOf(language, known), now);
  return checkMessage({ title: 'Northbase', message }, 'email', context)
    .filter(({ rule }) => (rules as readonly string[]).includes(rule))
    .map(({ rule, severity, excerpt }) => `${severity} ${rule}: ${excerpt}`);
}

/** Those sentences of which a rule says the wrong thing, with what it says. */
function misjudged(
  sentences: readonly string[],
  language: string,
  isRight: (found: string[]) => boolean,
  known: (sentence: string) => Known = () => ({}),
): [string, string[]][] {
  return sentences
    .map((sentence): [string, string[]] => [sentence, found(language, sentence, known(sentence))])
    .filter(([, violations]) => !isRight(violations));
}

const isSilent = (violations: string[]) => violations.length === 0;
const callOn = (date: string) => () => ({ interactions: [{ date, type: 'call', summary: 'Reports.' }] });

describe.each(Object.entries(languages))('claims in words, %s', (language, sentences) => {
  describe.each(rules)('%s', (rule) => {
    const isStopped = (violations: string[]) => violations.some((one) => one.startsWith(`error ${rule}`));

    test('lets good sentences pass', () => {
      expect(misjudged(sentences[rule].good, language, isSilent)).toEqual([]);
    });

    test('stops bad ones', () => {
      expect(misjudged(sentences[rule].bad, language, isStopped)).toEqual([]);
    });
  });

  test('what an approved claim says may be said', () => {
    const asApproved = (sentence: string) => ({ approvedClaims: [sentence] });
    const { offer, reference, budget } = sentences;
    const bad = [...offer.bad, ...reference.bad, ...budget.bad];
    expect(misjudged(bad, language, isSilent, asApproved)).toEqual([]);
  });

  test('a conversation is one of the interactions, and on its day', () => {
    const isStopped = (violations: string[]) => violations.some((one) => one.startsWith('error history'));
    const { known } = sentences.history;
    expect(misjudged(known, language, isStopped)).toEqual([]);
    expect(misjudged(known, language, isSilent, callOn('2026-11-25'))).toEqual([]);
    expect(misjudged(known, language, isSilent, callOn('2026-11-25T16:30:00Z'))).toEqual([]);
    expect(misjudged(known, language, isStopped, callOn('2026-09-24'))).toEqual([]);
  });
});

test.each([
  ['sv', 'Jag bifogar vårt förslag.'],
  ['da', 'Vedhæftet finder du vores tilbud.'],
  ['nb', 'Tilbudet ligger vedlagt.'],
  ['fi', 'Tarjous on liitteenä.'],
  ['pl', 'W załączniku przesyłam ofertę.'],
  ['cs', 'V příloze posílám nabídku.'],
  ['tr', 'Teklifimizi ekte bulabilirsiniz.'],
  ['el', 'Επισυνάπτω την προσφορά μας.'],
  ['ru', 'Прикладываю наше предложение.'],
  ['uk', 'Прикріплюю нашу пропозицію.'],
  ['ja', '提案書を添付いたします。'],
  ['ko', '제안서를 첨부합니다.'],
  ['zh', '方案请查收附件。'],
])('in %s an attachment is a warning', (language, message) => {
  expect(found(language, message)).toEqual([expect.stringMatching(/^warning attachment: /)]);
});
