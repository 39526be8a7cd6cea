import { isUnsupported } from '../../contract/claim-kinds.ts';
import type { Assertion, Claim, Claims } from '../../contract/claims.ts';
import type { DraftMessage, DraftMessages } from '../../contract/messages.ts';
import { type CheckContext, fields } from '../rule.ts';
import { EvidenceCheck } from './evidence-check.ts';
import { findEvidence } from './find-evidence.ts';
import { StatedTexts } from './stated-texts.ts';

export interface CheckedFacts {
  /** The facts as the model saw them. Its pointers refer to this object. */
  shown: unknown;
  /** Of the messages. */
  context: CheckContext;
  /**
   * The parties that every message may name: the lead, its company, the site, the sender. Their names need no source.
   */
  identities: readonly string[];
}

/** A longer list is a sign that the model repeats itself. */
const mostPerChannel = 40;
const mostAssertions = 200;

/**
 * Checks a model's report on the statements in messages. A statement is kept if it can be verified: the quote occurs
 * in the message, and the pointer leads to a value that contains the quote's numbers and names. The rest is ignored. A
 * statement that the site itself makes in the same words has a source even if the model found none.
 */
export function readClaims(
  assertions: readonly Assertion[],
  messages: DraftMessages,
  facts: CheckedFacts,
): Claims {
  const claims: Claims = Object.fromEntries(Object.keys(messages).map((channel) => [channel, []]));
  const { shown, context, identities } = facts;
  const sizes = { facts: JSON.stringify(shown).length, messages: JSON.stringify(messages).length };
  const stated = new StatedTexts(shown);
  const check = new EvidenceCheck(context, identities, sizes);
  for (const { channel, quote, kind, source: named } of assertions.slice(0, mostAssertions)) {
    const draft = messages[channel];
    const own = claims[channel];
    const place = draft && findQuote(draft, quote);
    if (!own || !place || own.length >= mostPerChannel) continue;
    const source = isUnsupported({ kind, source: named }) ? stated.find(place.quote) : named;
    const evidence = source === null ? null : findEvidence(shown, source);
    if (source !== null && !(evidence && check.accepts(evidence, place.quote, channel))) continue;
    const claim: Claim = { ...place, kind, source, value: evidence?.shown ?? null };
    if (!own.some((other) => isSame(other, claim))) own.push(claim);
  }
  return withoutContradictions(claims);
}

function isSame(one: Claim, other: Claim): boolean {
  return one.field === other.field && one.quote === other.quote && one.source === other.source;
}

/** If the same words are listed both with and without a source, the source counts. */
function withoutContradictions(claims: Claims): Claims {
  return Object.fromEntries(
    Object.entries(claims).map(([channel, own]) => [
      channel,
      own.filter(
        (claim) =>
          !isUnsupported(claim) ||
          !own.some(
            ({ field, quote, source }) => source !== null && field === claim.field && quote === claim.quote,
          ),
      ),
    ]),
  );
}

/**
 * Models change line breaks and quotation marks.
 * @returns the quote as it is written in the message, or null if it does not occur
 */
function findQuote(draft: DraftMessage, quote: string): Pick<Claim, 'field' | 'quote'> | null {
  const words = quote.trim().split(/\s+/u);
  if (words[0] === '' || quote.length > 2_000) return null;
  const pattern = new RegExp(words.map(loosely).join(String.raw`\s+`), 'u');
  for (const field of fields) {
    const found = pattern.exec(draft[field])?.[0];
    if (found) return { field, quote: found };
  }
  return null;
}

/** Groups of characters that models replace by each other. */
const alike = ["'’‘ʼ", '"“”„«»', '-‐‑–—'] as const;

function loosely(word: string): string {
  return [...word]
    .map((sign) => {
      const kinds = alike.find((signs) => signs.includes(sign));
      return kinds ? `[${kinds}]` : sign.replace(/[.*+?^${}()|[\]\\/]/, String.raw`\$&`);
    })
    .join('');
}
