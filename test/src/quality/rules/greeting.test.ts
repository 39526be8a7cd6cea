import { describe, expect, test } from '@jest/globals';
import { greeting } from '../../../../src/quality/rules/greeting.ts';
import { checkAgainst } from './check-against.ts';

const facts = { company: 'Acme Inc.', note: 'Met Bob Roe and Petra Klein at the fair' };
const check = (message: string, leadName: string | null = 'Jane Smith') =>
  checkAgainst(greeting, message, { facts, leadName, names: ['Acme Inc.'] });

describe('greets the lead, or nobody by name', () => {
  test.each(
    `Hi Jane, | Hi Jane Smith, | Dear Ms. Smith, | Dear Jane: | Hey Jane! How | Hey Jane - we | Hi Jane — we | Hi Jane 👋 We
    HI JANE, | hi jane, | Hi, Jane! | Hello, Jane. | Good morning Jane, | Good day, Jane Smith! | Hi Jané, | Hi J., | Hi Jane. Following up
    Thanks Jane, | Thank you, Jane. | Welcome back, Jane! | Hi there, | Hi team, | Hello! | Hello again! | Good morning, | Hi Acme team,
    Hello everyone at Acme, | Dear all, | Dear Customer, | Dear Sir or Madam, | Hi from Acme, | Greetings from Acme! | Hi! Last week we
    Hi – Last week we | Hello. Last week we | Hi, Thanks for the call | Thank you for your time | Thanks for the call | Hi I wanted to ask
    Hi, I'm writing | Hi Jane, Bob will call | Jane, hi | Jane,\n\nWe | Jane Smith,\nWe | Ms. Smith, we | Frau Smith, wir | Honestly, we | Congratulations,\nWe | High time to talk | Higher numbers | Heyday of | Hello's a word | Jane Smith
    Hola Jane, | Hola, ¿qué tal? | Hola Jane, ¿qué tal? | Estimada Jane: | Estimada Sra. Smith: | Estimado cliente: | Hola equipo de Acme,
    Buenos días, | Buenos días, Jane: | Querida Jane, | Gracias por tu tiempo | Hola a todos, | Buenas tardes Jane. Le
    Olá Jane, | Olá, tudo bem? | Oi Jane, tudo bem? | Prezada Jane, | Prezada Sra. Smith, | Bom dia, | Bom dia, Jane! | Caro cliente, | Cara Jane,
    Bonjour Jane, | Bonjour Jane ! | Bonjour, | Bonjour à tous, | Bonjour Madame, | Bonjour Mme Smith, | Chère Jane, | Cher client, | Merci Jane,
    Hallo Jane, | Hallo zusammen, | Hallo Frau Smith, | Guten Tag, | Guten Tag Frau Smith, | Sehr geehrte Frau Smith, | Sehr geehrte Damen und Herren,
    Liebe Jane, | Moin Jane! | Danke für das Gespräch | Hallo Acme-Team, | Liebes Acme Team, | Guten Morgen Jane, | 👋 Hi Jane! | *Hi Jane*,`.split(
      /\s*\|\s*|\n\s*/,
    ),
  )('%j', (message) => {
    expect(check(message)).toEqual([]);
  });

  test.each([
    [
      'María José García López',
      ['Hola María,', 'Hola Maria José:', 'Estimada Sra. García:', 'HOLA MARÍA JOSÉ GARCÍA,'],
    ],
    ['DR. JEAN-LUC PICARD', ['Bonjour Jean-Luc,', 'Dear Dr. Picard,', 'Bonjour Jean,', 'Hi Jean Luc,']],
    [
      'Jürgen von der Heide',
      ['Sehr geehrter Herr von der Heide,', 'Hallo Juergen von der Heide,', 'Lieber Jürgen,'],
    ],
    ["Sinéad O'Connor", ['Hi Sinead,', 'Dear Ms O’Connor,']],
    ['山田 太郎', ['Hi 山田, we', 'Hello 太郎,']],
    ['Иван Петров', ['Hi Иван,']],
    ['Mr Bean', ['Hello Mr Bean']],
  ])('%s', (leadName, messages) => {
    for (const message of messages) expect([message, check(message, leadName)]).toEqual([message, []]);
  });
});

describe('greets somebody else', () => {
  test.each(
    `Hi Bob, | Hi Bob | Hello Bob! | Hey Bob - we | Hi, Bob! | hi bob, | HI BOB, | Hey 👋 Bob, | Hi Bob. We | Hi Bob\n\nWe | *Hi Bob*, | Hi Janet,
    Hi Jan, | Hi Jane Doe, | Hi Jane and Bob, | Hi Jane Bob, | Dear Mr. Jones, | Dear Ms. Miller, | Dear Dr. House, | Good morning Bob. We | Welcome back, Bob!
    Thanks Bob, | Thank you, Bob! | Good evening, Mr Roe, | Hello Bob and team at Initech, | Greetings, Bob!
    Hola Pedro | Hola Pedro, | Estimado Pedro: | Estimado Sr. Gómez: | Querida María: | Buenos días, Pedro: | ¡Hola Pedro! | Gracias, Pedro.
    Olá João, tudo bem? | Oi Pedro! | Prezado Sr. Silva, | Bom dia, Pedro! | Caro Pedro, | Obrigado, Pedro!
    Bonjour M. Dupont, | Bonjour Pierre, | Cher Pierre, | Chère Madame Martin, | Salut Pierre ! | Merci Pierre,
    Sehr geehrte Frau Schmidt, | Sehr geehrter Herr Müller, | Hallo Petra, | Liebe Petra, | Guten Tag Herr Klein, | Moin Petra! | Guten Morgen, Petra!
    Hi Иван, | Ｈｉ Ｂｏｂ, | Hi B\u200bob,
    Bob,\n\nWe | Bob Roe,\nWe | Mr. Jones, we | Frau Schmidt, wir | Sra. Gómez, le`.split(/\s*\|\s*|\n {4}/),
  )('%j', (message) => {
    expect(check(message.replaceAll('\\n', '\n'))).toHaveLength(1);
  });

  test('is said with the greeting', () => {
    expect(check('Dear Mr. Jones, we')).toEqual(['greeting: Dear Mr. Jones']);
    expect(checkAgainst(greeting, 'We', { facts, leadName: 'Jane Smith', title: 'Hi Bob!' })).toEqual([
      'greeting: Hi Bob',
    ]);
  });
});

test('nobody knows the lead by name: a name must stand in the facts', () => {
  expect(check('Hi Bob,', null)).toEqual([]);
  expect(check('Hi Pedro,', null)).toEqual(['greeting: Hi Pedro']);
  expect(check('Hi there,', null)).toEqual([]);
});

test('without facts the rule rests', () => {
  expect(checkAgainst(greeting, 'Hi Bob,', { facts: null, leadName: 'Jane' })).toEqual([]);
});
