import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type OpenAI from 'openai';
import { type Channel, channels } from '../../src/contract/channels.ts';
import type { Facts } from '../../src/contract/facts.ts';
import type { DraftMessage, DraftMessages } from '../../src/contract/messages.ts';
import { startOfflineWriter } from '../../src/offline-writer/start-offline-writer.ts';
import { checkMessage } from '../../src/quality/check-message.ts';
import { contextOf } from '../../src/quality/context-of.ts';
import { block, clientOf, contentOf, draftOf, refinedOf, salesFormat } from './ask-writer.ts';
import { factsOf, leads, unknownLead } from './leads.ts';

let writer: Awaited<ReturnType<typeof startOfflineWriter>>;
let client: OpenAI;

beforeAll(async () => {
  writer = await startOfflineWriter();
  client = clientOf(writer.baseUrl);
});
afterAll(() => writer.close());

const codePoints = (text: string) => [...text].length;
const words = (text: string) => text.split(/\s+/).length;

function eachOf(written: DraftMessages): [string, DraftMessage][] {
  return channels.flatMap((channel) => {
    const message = written[channel];
    return message ? [[channel, message] as [string, DraftMessage]] : [];
  });
}

async function bothPhases(facts: Facts) {
  const draft = await draftOf(client, facts);
  const refined = await refinedOf(client, facts, draft);
  return { draft, refined, all: [...eachOf(draft.channels), ...eachOf(refined.channels)] };
}

/** Everything that is written for a lead, as one text. */
async function textFor(facts: Facts): Promise<string> {
  const { draft, all } = await bothPhases(facts);
  return [draft.strategy, ...all.flatMap(([, { title, message }]) => [title, message])].join('\n');
}

describe.each(Object.entries(leads))('a lead %s', (_, facts) => {
  test('gets messages of the right length on every channel', async () => {
    const { all } = await bothPhases(facts);
    expect(all).toHaveLength(8);
    for (const [channel, { title, message }] of all) {
      const titleMax = channel === 'web' ? 66 : 50;
      const messageMax = { email: 4096, whatsapp: 600, notification: 150, web: 144 }[channel] ?? 0;
      expect(codePoints(title)).toBeGreaterThanOrEqual(10);
      expect(codePoints(title)).toBeLessThanOrEqual(titleMax);
      expect(codePoints(message)).toBeGreaterThanOrEqual(10);
      expect(codePoints(message)).toBeLessThanOrEqual(messageMax);
      if (channel !== 'email') continue;
      expect(words(message)).toBeGreaterThanOrEqual(50);
      expect(words(message)).toBeLessThanOrEqual(150);
    }
  });

  test('gets no placeholder, markup or instruction', async () => {
    const text = await textFor(facts);
    expect(text).not.toMatch(
      /[{}[\]<>%|*_`@]|\$[A-Z_a-z]|https?:|undefined|null|NaN|TBD|…|\.\.|ignor|disregard/i,
    );
    expect(text).not.toMatch(/\b(?:Hi|Hello|Hola) ?,\s*,|,\s*,| {2}| [,.?!]/);
  });

  test('gets no number that is not in the facts', async () => {
    const known = JSON.stringify(facts);
    for (const [number] of (await textFor(facts)).matchAll(/\d+/g)) expect(known).toContain(number);
  });

  test('gets nothing that the quality gate stops or warns of, but for lengths', async () => {
    const context = contextOf(facts, new Date());
    const { all } = await bothPhases(facts);
    for (const [channel, message] of all) {
      const found = checkMessage(message, channel as Channel, context).filter(
        ({ rule }) => rule !== 'length',
      );
      expect([channel, message, found]).toEqual([channel, message, []]);
    }
  });

  test('gets refined messages that differ from the draft, also when refined again', async () => {
    const { draft, refined } = await bothPhases(facts);
    const again = await refinedOf(client, facts, { strategy: '', channels: refined.channels });
    for (const channel of channels) {
      expect(refined.channels[channel]?.message).not.toBe(draft.channels[channel]?.message);
      expect(refined.channels[channel]?.title).not.toBe(draft.channels[channel]?.title);
      expect(again.channels[channel]?.message).not.toBe(refined.channels[channel]?.message);
    }
  });
});

describe('the writing', () => {
  test('is the same for the same request', async () => {
    const ask = () => contentOf(client, block('facts', factsOf()), salesFormat(channels));
    expect(await ask()).toBe(await ask());
  });

  test('weaves the facts into the email', async () => {
    const { draft, refined } = await bothPhases(factsOf());
    for (const message of [draft.channels.email?.message, refined.channels.email?.message]) {
      expect(message).toMatch(/^Hi Jane,\n\n/);
      expect(message).toContain('time-consuming content creation and measuring ROI');
      expect(message).toContain('content automation and the analytics dashboard');
      expect(message).toContain('we discussed specific product features and pricing');
      expect(message).toMatch(/\n\n— The Acme Growth team$/);
    }
    expect(draft.strategy).toContain('Jane Smith (Marketing Director, Acme Inc.)');
    expect(draft.strategy).toContain('after 3 days');
  });

  test('greets without a name when none is known', async () => {
    const { all } = await bothPhases(unknownLead);
    expect(all.find(([channel]) => channel === 'email')?.[1].message).toMatch(/^Hello,\n/);
  });

  test.each([
    ['Dr. Jane Smith', 'Hi Jane,'],
    ['JANE SMITH', 'Hi Jane,'],
    ['jean-luc picard', 'Hi Jean-Luc,'],
    ["D'Arcy Jones", "Hi D'Arcy,"],
    ['Jane', 'Hi Jane,'],
    ['J. Smith', 'Hello,'],
    ['jane99', 'Hello,'],
    ['jane@acme.com', 'Hello,'],
    ['{{first_name}}', 'Hello,'],
    ['<b>Jane</b>', 'Hello,'],
    ['Unknown', 'Hello,'],
  ])('greets %s with "%s"', async (name, greeting) => {
    const { channels: written } = await draftOf(client, factsOf({ lead: { name } }), ['email']);
    expect(written.email?.message.split('\n')[0]).toBe(greeting);
  });

  test.each([
    ['call', 'Discussed pricing', 'on our last call we discussed pricing'],
    ['meeting', 'Reviewed the offer; budget is tight', 'in our last meeting we discussed the offer'],
    ['demo', 'Asked about onboarding and wants a discount', 'in our last demo you asked about onboarding'],
    ['email', 'Requested demo', 'in our last email you asked for the demo'],
    ['email', 'Sent brochure', 'in our last email we shared the brochure'],
    [
      'note',
      'Talked about Shopify integration',
      'when we were last in touch we discussed Shopify integration',
    ],
  ])('retells a %s "%s"', async (type, summary, retold) => {
    const facts = factsOf({ previous_interactions: [{ date: '2024-05-02', type, summary }] });
    const { refined } = await bothPhases(facts);
    const [medium, event] = retold.split(/ (?=(?:we|you) (?!were))/);
    expect(refined.channels.email?.message).toContain(event);
    expect(refined.channels.email?.message.toLowerCase()).toContain(medium?.split(' ').at(-1));
  });

  test.each([
    'Jane is a difficult customer',
    'Discussed her divorce',
    'Sent Jane the offer',
    'Discussed why they are late',
  ])('keeps a note to itself: %s', async (summary) => {
    const facts = factsOf({ previous_interactions: [{ date: '2024-05-02', type: 'call', summary }] });
    expect(await textFor(facts)).not.toMatch(/difficult|divorce|the offer|\blate\b/);
  });

  test.each([
    ['en', 'Discussed rota planning, no money before spring', 'we discussed rota planning'],
    ['en', 'Walked through rota planning, wants to see tips next', 'we discussed rota planning'],
    ['es', 'Hablamos de las cuotas, prefiere esperar', 'hablamos de las cuotas'],
  ])('retells what stands before a comma alone (%s: %s)', async (language, summary, told) => {
    const previous_interactions = [{ date: '2024-05-02', type: 'call', summary }];
    const text = await textFor(factsOf({ language, previous_interactions }));
    expect(text).toContain(told);
    expect(text).not.toMatch(/no money|wants to|prefiere esperar/);
  });

  test('names no sentence where a problem is expected', async () => {
    const facts = factsOf({ lead: { pain_points: ['nobody dares to touch the spreadsheet'] } });
    expect(await textFor(facts)).not.toContain('nobody');
  });

  test('claims no call that did not happen', async () => {
    const facts = factsOf({
      previous_interactions: [{ date: '2024-05-02', type: 'call', summary: 'No answer' }],
    });
    const { all } = await bothPhases(facts);
    for (const [, { message }] of all) expect(message).not.toContain('last call');
    expect(all[0]?.[1].message).toContain('tried to reach you');
  });

  test('differs for every kind of lead', async () => {
    const variants: Facts[] = [
      factsOf(),
      factsOf({ lead: { name: 'Tom Lee', company: 'Northwind', email: 'tom@north.example' } }),
      ...['new', 'proposal', 'customer', 'cold', 'zone'].map((lead_stage) => factsOf({ lead_stage })),
      factsOf({ follow_up_type: 'call' }),
      factsOf({ follow_up_type: 'meeting' }),
      factsOf({ product_interest: ['SEO audits'] }),
      factsOf({ lead: { pain_points: ['slow onboarding'] } }),
      factsOf({ previous_interactions: [] }),
      factsOf({ language: 'es' }),
    ];
    const written = await Promise.all(variants.map(bothPhases));
    const emails = written.flatMap(({ draft, refined }) => [draft.channels.email, refined.channels.email]);
    expect(new Set(emails.map((email) => email?.message)).size).toBe(emails.length);
    const whatsapps = written.map(({ refined }) => refined.channels.whatsapp?.message);
    expect(new Set(whatsapps).size).toBe(whatsapps.length);
  });

  test('uses different sentences for leads of whom the same is known', async () => {
    const names = [
      'Ada Berg',
      'Ben Cole',
      'Cleo Diaz',
      'Dan Eng',
      'Eve Fox',
      'Finn Gold',
      'Gia Hall',
      'Hal Ives',
    ];
    const emails = await Promise.all(
      names.map(
        async (name) =>
          (await draftOf(client, factsOf({ lead: { name } }), ['email'])).channels.email?.message,
      ),
    );
    const bodies = emails.map((email) => email?.replace(/^Hi \w+,/, ''));
    expect(new Set(bodies).size).toBeGreaterThan(names.length / 2);
  });

  test('asks on every channel for what the follow-up should lead to', async () => {
    const asks = { call: /\bcall\b|ring/, meeting: /\bmeet(?:ing)?\b|which day|sit down/i };
    for (const [follow_up_type, ask] of Object.entries(asks)) {
      const { all } = await bothPhases(factsOf({ follow_up_type, previous_interactions: [] }));
      for (const [, { message }] of all) expect(message).toMatch(ask);
    }
  });

  test.each(['es', 'es-MX', 'ES'])('is Spanish for %s', async (language) => {
    const { draft, all } = await bothPhases({ ...unknownLead, language });
    expect(all[0]?.[1].message).toMatch(/^Hola:\n[\s\S]*\n— El equipo de Acme Growth$/);
    const text = [draft.strategy, ...all.map(([, { title, message }]) => `${title} ${message}`)].join(' ');
    expect(text).not.toMatch(/\b(?:the|you|we|and|with|our)\b/i);
  });

  test.each(['en-GB', 'de', 'est'])('is English for %s', async (language) => {
    const { all } = await bothPhases({ ...unknownLead, language });
    expect(all[0]?.[1].message).toMatch(/^Hello,\n/);
  });

  test('keeps to Spanish grammar around the facts', async () => {
    const text = await textFor(
      factsOf({
        language: 'es',
        lead: { name: 'Ana Gil', pain_points: ['el seguimiento manual', 'informes lentos'] },
        product_interest: ['gestión de inventario', 'integración con Shopify'],
      }),
    );
    expect(text).toContain('el seguimiento manual y los informes lentos');
    expect(text).toContain('la gestión de inventario y la integración con Shopify');
    expect(text).not.toMatch(/\b(?:de|a) el \p{Ll}/u);
  });

  test('avoids forbidden words, whatever their case, also within the facts', async () => {
    const forbidden = [
      'Call',
      'HI',
      'team',
      'list',
      'roi',
      'reply',
      'dashboard',
      'first',
      'write',
      'line',
      'pricing',
    ];
    const facts = factsOf({ site: { voice: { forbidden_words: forbidden } } });
    const { all } = await bothPhases(facts);
    for (const [, { title, message }] of all) {
      for (const word of forbidden)
        expect(`${title} ${message}`.toLowerCase()).not.toContain(word.toLowerCase());
    }
  });

  test('writes even where the commonest words are forbidden', async () => {
    const facts = factsOf({ site: { voice: { forbidden_words: ['a', 'e', 'o'] } } });
    const { all } = await bothPhases(facts);
    for (const [, { title, message }] of all)
      expect(Math.min(title.length, message.length)).toBeGreaterThan(9);
  });

  test('quotes an approved claim word for word, in its own language only', async () => {
    const approved_claims = ['Every account gets a contact of its own'];
    const claimed = factsOf({ site: { voice: { approved_claims } } });
    expect((await draftOf(client, claimed)).channels.email?.message).toContain(`${approved_claims[0]}.`);
    const spanish = await draftOf(client, { ...claimed, language: 'es' });
    expect(spanish.channels.email?.message).not.toContain(approved_claims[0]);
  });

  test.each([
    ['3 days', 'after 3 days'],
    ['1 week', 'after 1 week'],
    ['P3D', 'after 3 days'],
    ['PT36H', 'after 36 hours'],
    ['PT45M', 'after 45 minutes'],
    ['P1M', 'after 1 month'],
    ['P1DT12H', 'once more'],
  ])('tells the interval %s in the strategy', async (follow_up_interval, told) => {
    expect((await draftOf(client, factsOf({ follow_up_interval }))).strategy).toContain(told);
  });

  test('tells in the strategy what each channel is for', async () => {
    const page_views = [
      { url: 'https://a.example', title: 'Pricing | Acme', viewed_at: '2024-05-01T10:00:00Z' },
    ];
    const { strategy } = await draftOf(client, factsOf({ page_views }), ['email', 'web']);
    expect(strategy).toContain('The email makes the case and the banner picks up from the visit to Pricing.');
    expect(strategy).not.toContain('WhatsApp');
  });

  test('begins the strategy for a lead without a name as a sentence begins', async () => {
    expect((await draftOf(client, unknownLead)).strategy).toMatch(/^\p{Lu}/u);
    expect((await draftOf(client, { ...unknownLead, lead_stage: 'new' })).strategy).toMatch(/^This lead is/);
  });
});
