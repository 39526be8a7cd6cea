import { describe, expect, test } from '@jest/globals';
import { contextOf } from '../../../../src/quality/context-of.ts';
import { collectGroundTruth } from '../../../../src/quality/ground-truth/ground-truth.ts';
import { addresses } from '../../../../src/quality/rules/addresses.ts';
import { factsOf } from '../../../offline-writer/leads.ts';
import { checkAgainst } from './check-against.ts';
import { excerptsOf, violationsOf } from './excerpts-of.ts';

const facts = {
  site: 'https://www.acme.com/pricing',
  docs: 'docs.acme.example',
  shop: 'http://bücher.example/a?b=1',
  email: 'jane@acme.com',
  phone: '+1234567890',
  office: '+49 30 901820',
  note: 'Reach the desk at 415-555-2671 or (0034) 910 505 000',
};
const check = (message: string) => checkAgainst(addresses, message, { facts });

test.each([
  'https://acme.com/pricing',
  'http://www.acme.com/pricing/',
  'acme.com/pricing.',
  '(acme.com)',
  'ACME.com',
  'www.acme.com',
  '[our prices](https://acme.com/pricing)',
  'https://Acme.COM',
  'docs.acme.example',
  'https://bücher.example/a?b=1',
  'xn--bcher-kva.example',
  'write to jane@acme.com.',
  'JANE@ACME.COM',
  'mailto:jane@acme.com',
  '<jane@acme.com>',
  '+1234567890',
  '+1 234 567 890',
  '234 567 890',
  'call 1234567890',
  '+49 30 901820',
  '030 901820',
  '+49 (0)30 901820',
  '0049 30 901820',
  '(415) 555-2671',
  '415.555.2671',
  '+34 910 505 000',
  'e.g. this',
  'i.e. that',
  'z.B. heute',
  'p. ej. hoy',
  'Node.js and Vue.js',
  'Acme Inc.',
  'U.S. and E.U.',
  'at 5 p.m. we',
  'ASP.NET',
  'Dr. Smith',
  'etc.',
  'v2.1.3',
  '3.5 hours',
  'report.pdf',
  'and/or',
  '24/7',
  'C++/C#',
  'Thanks for the call.It was good',
  'the end.So we',
  'Wait...what?',
  'Hi Jane,\nwe',
  'a 5000-10000 budget',
  '$5,000-$10,000',
  '2024-04-20',
  '20.04.2024',
  '10:30 - 11:30',
  '1.234.567',
  '1 234 567',
  '4/20',
  '2019-2024',
  'ISO 27001:2013',
  'the dot com era',
  'el punto de partida',
  'at this point in time',
  'um ponto com você',
  'Note: we',
  'we met at noon',
  'Re: prices',
  'either/or',
  '@acme',
  'km/h',
  'Q1/Q2',
  'St. Gallen',
  'Ph.D.',
  'a.m.',
  'o.k.',
  'S.L.',
  'p.s. thanks',
  'usw. und bzw. mehr',
  'Sr. García',
  'Mme. Dupont',
  '… and more',
])('%j passes', (message) => {
  expect(check(message)).toEqual([]);
});

describe.each([
  [
    'url',
    [
      'https://acme.com/offers',
      'acme.com/pricing/enterprise',
      'https://acme.com/pricing?ref=1',
      'https://acme.com/pricing#buy',
      'blog.acme.com',
      'acme.io',
      'www.evil.io',
      'evil.com',
      'evil[.]com',
      'evil(dot)com',
      'evil [dot] com',
      'evil dot com',
      'evil .com',
      'hxxp://evil.com',
      'hxxps://evil[.]com/x',
      'https[:]//evil.com',
      '//evil.com/x',
      'аcme.com',
      'acmе.com/pricing',
      'xn--cme-5cd.com',
      'acme。evil。com',
      'ｅｖｉｌ.com',
      'ev\u200bil.com',
      'ftp://acme.com',
      'javascript:alert(1)',
      'http://10.0.0.1/x',
      '10.0.0.1',
      'https://acme.com.evil.io',
      'https://acme.com:8443/pricing',
      'bit.ly/3abc',
      'wa.me/123',
      'evil.example',
      'https://evil',
      'http://acme.com\\@evil.com',
      'EVIL.COM',
      'evil.co.uk',
      'münchen.de',
      'visítanos en malo.es',
      'acesse mau.com.br',
      'voir mauvais.fr/prix',
      'siehe boese.de',
      'evil punto com',
      'data:text/html,hi',
      'https://evil.com/"x',
      'see:evil.com',
      'calendly.com/jane',
    ],
  ],
  [
    'email',
    [
      'bob@acme.com',
      'jane@evil.com',
      'sales@acme.example',
      'jane [at] evil [dot] com',
      'jane(at)evil.com',
      'eve at evil dot com',
      'jane＠evil.com',
      'jané@acme.com',
      'mailto:eve@evil.com',
      'http://acme.com@evil.com',
      'jane@acme.com.evil.io',
      'jane+x@acme.com',
      'eve arroba evil punto com',
    ],
  ],
  [
    'phone',
    [
      '+1 234 567 891',
      '+44 20 7946 0958',
      '(555) 123-4567',
      '415-555-2672',
      'call 555-0199',
      '+4930901821',
      '030 901821',
      '91 123 45 67 89 00',
      'WhatsApp 612 345 678',
      '01 23 45 67 89',
      'llámanos al 910 505 001',
      'ligue (11) 91234-5678',
      'Telefon 0151 23456789',
      '0044 20 7946 0958',
      '+33 1 23 45 67 89',
      '+٣٤ ٩١٠ ٥٠٥ ٠٠١',
      '1-800-555-0100',
      '+34 910 505 0001',
    ],
  ],
] as [string, string[]][])('an unknown %s', (rule, messages) => {
  test.each(messages)('%j is caught', (message) => {
    expect(check(message).map((violation) => violation.split(':')[0])).toContain(rule);
  });
});

test('what is caught is quoted as it was written', () => {
  expect(check('See evil[.]com/x, or mail eve@evil.com, or call +44 20 7946 0958.')).toEqual([
    'url: evil[.]com/x',
    'email: eve@evil.com',
    'phone: +44 20 7946 0958',
  ]);
});

test('what a stranger typed may not be passed on', () => {
  const groundTruth = collectGroundTruth(
    [
      {
        value: { note: 'see https://evil.com, mail eve@evil.com, call +44 20 7946 0958, 40 seats' },
        isTrusted: false,
      },
    ],
    null,
  );
  const message = 'See https://evil.com, mail eve@evil.com, call +44 20 7946 0958';
  const found = violationsOf(addresses, message, { groundTruth });
  expect(found.map(({ rule }) => rule)).toEqual(['url', 'email', 'phone']);
});

test("of a follow-up's facts, the site's address, its pages, and the lead's own contact data may be passed on", () => {
  const page = (url: string) => ({ url, title: 'Pricing', viewed_at: '2024-04-18T10:00:00Z' });
  const told = factsOf({
    lead: { pain_points: ['our site https://pain.example is slow'] },
    page_views: [
      page('https://growth.example/pricing'),
      page('https://growth.example/go?to=evil'),
      page('https://evil.example/x'),
    ],
  });
  const context = contextOf(told, new Date());
  const found = (message: string) => excerptsOf(addresses, message, context);
  expect(found('growth.example, https://growth.example/pricing, jane@acme.com, +1 234 567 890')).toEqual([]);
  expect(found('growth.example/go?to=evil https://evil.example/x https://pain.example')).toEqual([
    'growth.example/go?to=evil',
    'https://evil.example/x',
    'https://pain.example',
  ]);
});

test('without facts the rule rests', () => {
  expect(checkAgainst(addresses, 'https://evil.com', { facts: null })).toEqual([]);
});

test('a hostile text of any length is read', () => {
  const pieces = ['a.', 'a@', 'http://', '1 ', '+1', ' dot ', '(', '.com ', '555-1234 '];
  const found = pieces.flatMap((piece) => check(piece.repeat(100_000 / piece.length)));
  const beginnings = found.map((violation) => violation.slice(0, 10));
  expect([...new Set(beginnings)]).toEqual(['url: http:', 'phone: 1 1', 'url: com .', 'phone: 555']);
});
