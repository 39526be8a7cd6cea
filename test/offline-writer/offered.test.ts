import { describe, expect, test } from '@jest/globals';
import { channels } from '../../src/contract/channels.ts';
import type { Facts } from '../../src/contract/facts.ts';
import type { DraftMessages } from '../../src/contract/messages.ts';
import type { Offer } from '../../src/contract/offer.ts';
import { writeAnswer } from '../../src/offline-writer/write-answer.ts';
import { checkMessage, errorsOf } from '../../src/quality/check-message.ts';
import { contextOf } from '../../src/quality/context-of.ts';
import { factsOf, leads } from './leads.ts';

const offer: Offer = {
  booking_url: 'https://cal.example/sam',
  meeting_minutes: 25,
  availability: null,
  products: [],
  proof_points: [],
  call_to_action: null,
};
const sender = { name: 'Sam Rivera', title: 'Account Executive', email: null, phone: null, signature: null };

/** The drafts and what the copywriter makes of them. */
function written(facts: Facts): DraftMessages[] {
  const drafts = writeAnswer({ facts, channels, draft: null, promptTokens: 0, wantsLedger: false }).channels;
  return [
    drafts,
    writeAnswer({ facts, channels, draft: drafts, promptTokens: 0, wantsLedger: false }).channels,
  ];
}
const texts = (facts: Facts, channel: 'email' | 'whatsapp') =>
  written(facts).map((messages) => messages[channel]?.message ?? '');

describe.each(['en', 'es'])('in %s', (language) => {
  test.each(['call', 'meeting'])('a %s is offered at its length and with the booking link', (type) => {
    for (const channel of ['email', 'whatsapp'] as const) {
      for (const text of texts(factsOf({ language, offer, sender, follow_up_type: type }), channel)) {
        expect(text).toContain('25');
        expect(text).toContain('https://cal.example/sam');
      }
    }
  });

  test('an email is signed with name, title and site', () => {
    for (const text of texts(factsOf({ language, sender }), 'email')) {
      expect(text.endsWith('\n\nSam Rivera\nAccount Executive, Acme Growth')).toBe(true);
    }
    for (const text of texts(factsOf({ language, sender }), 'whatsapp')) expect(text).toContain('Sam Rivera');
  });

  test('the signature stands as it was written, without a second name', () => {
    const signature = 'Sam Rivera\nGrowth, +1 202 555 0143';
    for (const text of texts(factsOf({ language, sender: { ...sender, signature } }), 'email')) {
      expect(text.endsWith(`\n\nAccount Executive\n${signature}`)).toBe(true);
      expect(text.match(/Sam Rivera/g)).toHaveLength(1);
    }
  });
});

test('the call to action is what is asked for, with the booking link behind it', () => {
  const facts = factsOf({ offer: { ...offer, call_to_action: 'Book your audit.' } });
  for (const text of texts(facts, 'email'))
    expect(text).toContain('Book your audit: https://cal.example/sam');
  const without = factsOf({ offer: { ...offer, booking_url: null, call_to_action: 'Book your audit' } });
  for (const text of texts(without, 'email')) expect(text).toContain('Book your audit.');
});

test.each(Object.entries(leads))(
  'a message to %s with an offer and a sender passes the quality gate',
  (_name, lead) => {
    for (const type of ['email', 'call', 'meeting']) {
      const facts = { ...lead, offer, sender, follow_up_type: type };
      const context = contextOf(facts, new Date());
      for (const messages of written(facts)) {
        for (const channel of channels) {
          const message = messages[channel];
          expect(message && errorsOf(checkMessage(message, channel, context))).toEqual([]);
        }
      }
    }
  },
);
