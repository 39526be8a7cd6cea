import { describe, expect, test } from '@jest/globals';
import { channelsRuledOutByNotes, withoutContactNotes } from '../../../src/contract/contact-notes.ts';
import { cleanLeadField, cleanLeadFields, type LeadTextField } from '../../../src/contract/lead-values.ts';
import { cleanLocale } from '../../../src/contract/locale.ts';

const read = (field: LeadTextField, text: string) => cleanLeadField(field, text).value;
const ignored = expect.stringMatching(/ignored|left out/);

describe('a phone number', () => {
  test.each([
    ['tel:+15550100123', '+15550100123'],
    ['p:+15550100123', '+15550100123'],
    ['Mobile: +1 555 010 0123', '+1 555 010 0123'],
    ['T 030 5550123', '030 5550123'],
    ['https://wa.me/15550100123', '+15550100123'],
    ['\u202a+1 555 010 0123\u202c', '+1 555 010 0123'],
    ['+1\u200b555\u00a0010\u00a00123', '+1555 010 0123'],
    ['030/5550123', '030 5550123'],
    ['(030) 555 01-23', '(030) 555 01-23'],
    ['0049 30 5550123', '+49 30 5550123'],
    ['+44 (0)20 7946 0958', '+44 20 7946 0958'],
    ['＋８１ ３‐１２３４‐５６７８', '+81 3-1234-5678'],
    ["'+15550100123", '+15550100123'],
    ['15550100123.0', '15550100123'],
  ])('%j is %j', (text, expected) => expect(cleanLeadField('phone', text)).toEqual({ value: expected }));

  test.each([
    ['+1 (555) 010-0123 ext. 89', '+1 (555) 010-0123'],
    ['555-0100 x89', '555-0100'],
    ['tel:+1-555-010-0123;ext=89', '+1-555-010-0123'],
    ['030 5550123 Durchwahl 12', '030 5550123'],
    ['+1 555 010 0123#4', '+1 555 010 0123'],
  ])('%j loses its extension', (text, expected) => {
    expect(cleanLeadField('phone', text)).toEqual({
      value: expected,
      warning: expect.stringContaining('extension'),
    });
  });

  test.each([
    'call me',
    '1.5550100123E+10',
    '030/5550123 / 0171/5550123',
    '12345',
    '+1 555 010 0123 or 0124',
  ])('%j is left out, with a warning', (text) =>
    expect(cleanLeadField('phone', text)).toEqual({ value: null, warning: ignored }),
  );
});

describe('an email address', () => {
  test.each([
    'mailto:jo@x.example',
    'MAILTO:jo@x.example?subject=Hello',
    'jo@x.example\u200b',
    '\ufeffjo@x.example',
    'Jo <jo@x.example>',
    '"Doe, Jo" <jo@x.example>',
    '<jo@X.Example>',
    "'jo@x.example'",
    'jo@x.example;',
    ' jo@x.example. ',
  ])('%j is jo@x.example', (text) => expect(read('email', text)).toBe('jo@x.example'));

  test.each(["o'neil@x.example", 'Jo.Doe+crm@x.example', 'jo@x.example, al@x.example'])('%j stays', (text) =>
    expect(read('email', text)).toBe(text),
  );
});

describe('a value that says there is none', () => {
  test.each<[LeadTextField, string]>([
    ...[
      'None',
      'N/A',
      '#REF!',
      '#N/A',
      '(not set)',
      'Unknown',
      '-',
      '–',
      'true',
      'null',
      'NULL',
      'undefined',
    ].map((text): [LeadTextField, string] => ['company', text]),
    ...[
      '#BEZUG!',
      '#¡VALOR!',
      '#NV',
      '[null]',
      '<none>',
      '"n/a"',
      'k. A.',
      'inconnu',
      'не указано',
      '不明',
      '없음',
    ].map((text): [LeadTextField, string] => ['company', text]),
    ...['Self-employed', 'Freelancer', 'selbstständig', 'Privat', 'autónoma', '個人'].map(
      (text): [LeadTextField, string] => ['company', text],
    ),
    ...['null', 'None', 'undefined undefined', 'Anonymous', '???'].map((text): [LeadTextField, string] => [
      'name',
      text,
    ]),
    ['email', 'N/A'],
    ['phone', '-'],
    ['locale', 'unknown'],
  ])('%s %j is ignored, with a warning', (field, text) => {
    expect(cleanLeadField(field, text)).toEqual({ value: null, warning: ignored });
  });

  test.each<[LeadTextField, string]>([
    ...[
      'NaN Labs',
      'None Ltd',
      'Unknown Worlds',
      'Null',
      'Null Inc',
      '3M',
      '1&1',
      'X',
      'N26',
      '007',
      'NA-KD',
    ].map((text): [LeadTextField, string] => ['company', text]),
    ...['Jennifer Null', 'Null', 'Nil', 'Nan', 'Na', 'True North'].map((text): [LeadTextField, string] => [
      'name',
      text,
    ]),
    ['position', 'Self-employed'],
    ['budget_range', '0'],
  ])('is not %s %j', (field, text) => expect(cleanLeadField(field, text)).toEqual({ value: text }));

  test('is cut from a name that a program put together', () => {
    expect(cleanLeadField('name', 'Jane null')).toEqual({ value: 'Jane', warning: ignored });
  });
});

test.each([
  ['O&#39;Neill Ltd', "O'Neill Ltd"],
  ['M&amp;S', 'M&S'],
  ['Caf&eacute; Z&uuml;rich', 'Café Zürich'],
  ['AT&T', 'AT&T'],
  ['A&amp;amp;B', 'A&amp;B'],
])('HTML entities are decoded once: %j is %j', (text, expected) => {
  expect(read('company', text)).toBe(expected);
});

describe('a language', () => {
  test.each([
    ['en_US', 'en-US'],
    ['EN-us', 'en-US'],
    ['de_DE.UTF-8', 'de-DE'],
    ['english', 'en'],
    ['Deutsch', 'de'],
    ['Français', 'fr'],
    ['Spanisch', 'es'],
    ['日本語', 'ja'],
    ['English (United States)', 'en-US'],
    ['Portuguese (Brazil)', 'pt-BR'],
    ['English - UK', 'en-GB'],
    ['Simplified Chinese', 'zh-Hans'],
    ['zh-Hant-TW', 'zh-Hant-TW'],
  ])('%j is %j', (text, expected) => expect(cleanLocale(text)).toBe(expected));

  test.each(['klingon', 'xx', 'x-private', 'not a language', '12', 'e'])('is not %j', (text) => {
    expect(cleanLocale(text)).toBeNull();
  });
});

describe('a note about the lead', () => {
  const ruledOut = (name: string) => channelsRuledOutByNotes({ name, company: null, position: null });
  const everything = ['email', 'whatsapp', 'notification', 'web'];

  test.each([
    'DO NOT CONTACT',
    'Please do not contact!!',
    'John Smith (DO NOT CONTACT)',
    'John Smith - unsubscribed',
    '*** DNC *** John Smith',
    'Jane [deceased]',
    'Hans Müller / verstorben',
    'Marie (ne pas contacter)',
    'no contactar',
  ])('in %j rules out every channel', (name) => expect(ruledOut(name)).toEqual(everything));

  test.each([
    ['John Smith - do not call', ['whatsapp']],
    ['Jan (niet bellen)', ['whatsapp']],
    ['Jane: DO NOT EMAIL', ['email']],
  ])('in %j rules out %j', (name, expected) => expect(ruledOut(name)).toEqual(expected));

  test.each([
    'Do Not Contact Ltd',
    'Contact Energy',
    'Opt Out Media',
    'Rip Torn',
    'Company - Unsubscribed Media',
  ])('is not %j', (name) => expect(ruledOut(name)).toEqual([]));

  test('is cut from the name', () => {
    expect(withoutContactNotes('John Smith (do not call)')).toBe('John Smith');
    expect(withoutContactNotes('*** DNC *** John Smith')).toBe('John Smith');
    expect(withoutContactNotes('DO NOT CONTACT')).toBeNull();
    expect(withoutContactNotes('Smith, John')).toBe('Smith, John');
  });
});

test('warnings name the field and never its value', () => {
  const given = { name: 'Jane', company: '#REF!', email: ' ', phone: '+1 555 010 0123 ext 9', position: 7 };
  expect(cleanLeadFields(given, { prefix: 'leadData.', blank: 'a stored value stays' })).toEqual({
    fields: { ...given, company: '', email: '', phone: '+1 555 010 0123' },
    warnings: [
      'leadData.company holds what programs write where there is no value: it is ignored',
      'leadData.email is blank: a stored value stays',
      'leadData.phone has an extension, which is left out',
    ],
  });
});
