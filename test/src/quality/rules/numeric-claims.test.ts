import { describe, expect, test } from '@jest/globals';
import { numericClaims } from '../../../../src/quality/rules/numeric-claims.ts';
import { checkAgainst } from './check-against.ts';

const facts = {
  lead: {
    name: 'Jane Smith',
    budget_range: '$5000-$10000',
    pain_points: ['40 seats in 3 offices', 'uses Office 365 and GPT-4'],
  },
  price: 499,
  currency: 'EUR',
  discount_percent: 15,
  trial_days: 14,
  seats: 25,
  follow_up_interval: 'P3D',
  previous_interactions: [
    {
      date: '2024-04-20',
      type: 'call',
      summary: 'Demo at 10:30, contract of 1 year, 12.5% growth, ISO 27001',
    },
  ],
};
/** One a bar. */
const rows = (table: string) =>
  table
    .trim()
    .split(/\s*\|\s*|\n {4,6}(?=\S)/)
    .filter(Boolean);
const check = (message: string, language: string | null = null) =>
  checkAgainst(numericClaims, message, { facts, language });

describe('follows from the facts', () => {
  test.each(
    rows(`
    $5,000 | $5000 | 5000 USD | USD 5,000 | US$5k | 5.000 $ | 5,000 dollars | five thousand dollars
    5k dollars | $5,000.00 | $10,000 | between $5,000 and $10,000 | $5,000-10,000 | $5,000 to $10,000
    5-10k dollars | $5K–$10K | entre 5.000 y 10.000 dólares | cinco mil dólares | 5 mil dólares
    de 5.000 a 10.000 dólares | cinco mil dólares | 5000 dollars américains | cinq mille dollars
    5 000 $ | fünftausend Dollar | zwischen 5.000 und 10.000 Dollar | €499 | 499 € | 499 EUR | EUR 499
    EUR499 | 499 euros | 499,00 € | €499 a month | 499€/mes | 499 Euro pro Monat
    four hundred ninety-nine euros | four hundred and ninety-nine euros
    cuatrocientos noventa y nueve euros | quatrocentos e noventa e nove euros
    quatre cent quatre-vingt-dix-neuf euros | vierhundertneunundneunzig Euro | 15% | 15 % | 15 percent
    fifteen percent | 15 per cent | 15 por ciento | 15 por cento | 15 pour cent | 15 Prozent
    quince por ciento | quinze por cento | fünfzehn Prozent | 15-percent | 12.5% | 12,5 % | １５％
    １５ percent | 1\u200b5% | 3 days | three days | 72 hours | 3-day | tres días | 3 dias | trois jours
    3 Tage | drei Tagen | dreitägige Pause | 14 days | two weeks | 2 weeks | a 14-day trial
    a two-week trial | fourteen days | dos semanas | duas semanas | deux semaines | zwei Wochen
    14-tägige Testphase | 1 year | 12 months | twelve months | 12 meses | 12 Monate | April 20
    April 20th | 20 April | 20th of April | Apr 20 | April 20, 2024 | 2024-04-20 | 4/20 | 20/4
    04/20/2024 | 20.04.2024 | am 20.4. um 10:30 | 20 de abril | 20 de abril de 2024 | veinte de abril
    le 20 avril | 20. April | am 20. April 2024 | in April | en abril | em abril | en avril | im April
    in 2024 | April 2024 | in Q2 | Q2 2024 | on the 20th | at 10:30 | at 10:30 am | a las 10:30
    às 10h30 | à 10h30 | um 10:30 Uhr | 20/04/24 | 2024/04/20 | 40 seats | forty seats | 25 seats
    3 offices | three offices | cuarenta puestos | vierzig Plätze | quarante postes | quarenta lugares
    40 people | ISO 27001 | GPT-4 | GPT 4 | Office 365 | one more thing | two things | first, second
    the 1st step | 2nd | we give 100% | 100 % sicher | 24/7 | Mon-Fri, 24/7/365 | as shown in [1]
    1. Reply\n2. Call | 1) Reply\n2) Call | - one\n- two | B2B and B2C | 360-degree view
    a 50/50 split | three quick questions | tres preguntas | drei Fragen | this week | next Tuesday
    tomorrow | on Friday | mañana | la semana que viene | nächste Woche | a week | in a month
    an hour | una semana | eine Woche | une semaine | uma semana | un euro | once you have time
    Once you decide | you may call | we march on | Seize the day | mil gracias | tausend Dank
    un site neuf | ten en cuenta | a few minutes | a couple of days | in der Regel
    auf jeden Fall | Web3 | a 2FA login | 1️⃣ first | at your cents | in no time | C# and .NET | <3
    q.e.d. | Hola, ¿qué tal? | call +1 234 567 890 | see https://acme.com/2031/77
    mail a99@acme.com | très bien | elf | Acht geben | the dos and don’ts
    5.000 bis 10.000 US-Dollar | 5000 US Dollar | U$S 5.000 | 5 k$ | de 5 à 10 k$ | $5-10k | $5–10K
    24h/24 et 7j/7 | 24 h/24 | 7j/7 | 24 heures sur 24 | 24 hours a day | 24 horas al día
    24 horas por dia | 24 Stunden am Tag | 7 days a week | am 20. über | el día 20 | no dia 20
    `),
  )('%j', (message) => {
    expect(check(message)).toEqual([]);
  });

  test.each([
    ['en', 'Once we know, eleven clinics can wait', ['number: eleven']],
    ['es', 'once puestos para usted', ['number: once']],
    ['es', 'ten la certeza, los planes para el equipo', []],
    ['fr', 'nous avons sept bureaux', ['number: sept']],
    ['fr', 'un site neuf', []],
    ['fr', 'neuf clients sur un site neuf', ['number: neuf']],
    ['de', 'wir haben elf Büros', ['number: elf']],
  ])('%s %j is read in its language', (language, message, expected) => {
    expect(check(message, language)).toEqual(expected);
  });
});

test('minutes and times of day without a word of a claim are offers', () => {
  const offers = `15 minutes | half an hour | media hora | une demi-heure | eine halbe Stunde | quinze minutos
    vingt minutes | zwanzig Minuten | at 3 pm | at 15:00 | um 15 Uhr | a las 15:00 | às 15h | à 15h | 10:45`;
  for (const message of rows(offers)) expect([message, check(message)]).toEqual([message, []]);
});

describe('does not follow', () => {
  test.each([
    [
      'money',
      `$6,000 | $5,001 | €5,000 | £5000 | $50 | 5.001 $ | six thousand dollars | seis mil dólares | $5M
      $ 7,500 | 499 dollars | $499 | R$ 5.000 | 40 euros | 15 € | 2024 € | between $1,000 and $2,000
      50 cents | sechstausend Euro | sept mille euros | sete mil reais | $２０ | 9 USD | USD9 | 14 dollars
      one million dollars | 4.99 € | only $0.99 | 5 Mio. € | 99,90 € | CHF 499 | £1`,
    ],
    [
      'percentage',
      `20% | 16 percent | veinte por ciento | vinte por cento | vingt pour cent | zwanzig Prozent | 40%
      14 % | 1.5% | 15.5% | ninety percent | 99.9% | 101% | one percent | 30-prozentige Ersparnis
      5000%`,
    ],
    [
      'duration',
      `4 days | 40 days | two months | saves 15 minutes a day | ready in fifteen minutes | 40 seconds
      ahorra media hora al día | poupa meia hora por dia | gagnez une demi-heure par jour
      sparen Sie eine halbe Stunde pro Tag | 2 hours | one week | three weeks | 10 years | 3 months | 24 hours | 48h | 30 days | fünfjährige Erfahrung | 90-day
      four business days | an eight-week plan | viertägige Schulung`,
    ],
    [
      'date',
      `April 21 | 21 April | 2024-04-21 | 2023-04-20 | 4/21 | 20 de mayo | 21. April | May 20 | in May
      im Mai | en mayo | em maio | en mai | in 2025 | since 2019 | April 2025 | Q3 | Q2 2025
      our support hours end at 3 pm | on the 21st | 20.05.2024
      le 21 avril | 21 de abril | April 20, 2025 | December 1st | 1 de enero | 1. Januar
      le 1er janvier | next March | noch bis 31.12.`,
    ],
    [
      'number',
      `41 seats | 20 seats | 500 customers
      fifty teams | cincuenta equipos | cinquenta equipes | cinquante équipes | fünfzig Teams
      10x faster | 4.5 times | three hundred users
      plus de 1 000 clients | a dozen clients
      ein Dutzend Kunden | GPT-5 | ISO 9001 | Salesforce 9 | SuperTool 3000
      10 clients | Mach5 | zweihundert Firmen | number 7 | ７ plants
      ٧ plants | 𝟕 plants`,
    ],
  ])('%s', (kind, messages) => {
    for (const message of rows(messages)) {
      const found = check(message).map((violation) => violation.split(':')[0]);
      expect([message, [...new Set(found)]]).toEqual([message, expect.arrayContaining([kind])]);
    }
  });
});

describe('the days of one month', () => {
  const calls = { calls: ['2024-04-15', '2024-04-20'] };

  test.each(
    rows(`
    April 15 and 20 | April 15–20 | April 15 & 20, 2024 | from April 15 to 20 | 15 and 20 April
    15 to 20 April 2024 | April 15th and 20th | el 15 y el 20 de abril | del 15 al 20 de abril de 2024
    15 y 20 de abril | nos dias 15 e 20 de abril | de 15 a 20 de abril | le 15 et le 20 avril
    les 15 et 20 avril | du 15 au 20 avril | am 15. und 20. April | vom 15. bis zum 20. April
    zwischen dem 15. und dem 20. April 2024 | 15.–20. April
    `),
  )('%j', (message) => {
    expect(checkAgainst(numericClaims, message, { facts: calls })).toEqual([]);
  });

  test.each([
    ['April 15 and 21', ['date: 21']],
    ['del 14 al 20 de abril', ['date: 14']],
    ['les 15 et 21 avril', ['date: 21 avril']],
    ['am 16. und 20. April', ['date: 16']],
    ['until April 15 and 20% off', ['percentage: 20%']],
    ['until April 15, 20 seats', ['number: 20']],
  ])('%j', (message, expected) => {
    expect(checkAgainst(numericClaims, message, { facts: calls })).toEqual(expected);
  });
});

test('each is said with its words, in their order', () => {
  expect(check('Save 20% on 41 seats, $6,000 in all, until May 3 or for 4 days')).toEqual([
    'percentage: 20%',
    'number: 41',
    'money: $6,000',
    'date: May 3',
    'duration: 4 days',
  ]);
});

test('the excerpt is what was written', () => {
  expect(check('Save ２０％ now')).toEqual(['percentage: ２０％']);
});

test('a title is read too', () => {
  expect(checkAgainst(numericClaims, 'Nothing here', { facts, title: 'Save 20%' })).toEqual([
    'percentage: 20%',
  ]);
});

test('without facts the rule rests', () => {
  expect(checkAgainst(numericClaims, '$9 for 99% in 5 days', { facts: null })).toEqual([]);
});

test.each([
  [{ price: 499 }, '$499 or 499 €', []],
  [{ price: 499 }, '499 seats', []],
  [{ note: '8 users' }, '8 days', ['duration: 8 days']],
  [{ seats: 40 }, '$40, 40% and 40 days', ['money: $40', 'percentage: 40%', 'duration: 40 days']],
  [{ note: 'A budget of 20k' }, 'your $20,000', []],
  [{ note: 'Presupuesto: 20.000' }, '20.000 €', []],
  [{ discount: '15' }, '15% off', []],
  [{ budget: '5000-10000' }, '$5,000 to $10,000', []],
  [{ trialDays: '14' }, 'two weeks', []],
  [{ founded: 1998 }, 'since 1998', []],
  [{ contract: { monthlyPriceUsd: 99.5 } }, '$99.50', []],
  [{ note: 'two offices' }, '2 offices', []],
  [{ note: 'Q3 2026' }, 'in Q3', []],
  [{ note: '1,250.75 EUR' }, '1.250,75 €', []],
  [{ note: 'half an hour' }, '30 minutes', []],
  [{ list: [[['7 plants']]] }, 'seven plants', []],
  [{ amount_cents: 1_250_000, currency: 'EUR' }, '12.500 €, not 1.250.000 €', ['money: 1.250.000 €']],
  [{ priceInCents: 4990 }, '$49.90, not $4,990', ['money: $4,990']],
  [{ mrr_cents: '49900', currency: 'eur' }, '€499, not $499', ['money: $499']],
  [{ amount: 18_000, deal_currency_code: 'MXN' }, '18,000 pesos, not €18,000', ['money: €18,000']],
  [{ seats: { used: 18, total: 20 } }, '18 of 20 seats', []],
  [{ total: 516, currency: 'EUR' }, '516 € for 516 chairs', []],
  [{ discount_rate: 0.1 }, '10% off, not 20%', ['percentage: 20%']],
  [{ uptime: 99.9, rabatt: 10 }, '99.9% and 10 %', []],
  [{ reports_last_30_days: 42 }, '42 reports in the last 30 days, not 42 days', ['duration: 42 days']],
  [{ note: '1500000 EUR' }, '1,5 millones de euros, 1,5 million d’euros, 1,5 M€', []],
  [{ note: '$5000' }, '$6-11k', ['money: $6', 'money: 11k']],
])('%j against %j', (told, message, expected) => {
  expect(checkAgainst(numericClaims, message, { facts: told })).toEqual(expected);
});

test('a hostile text of any length is read', () => {
  const pieces = ['1 ', '1,', '4/20 ', 'April ', 'one ', 'twenty-', '$1-', 'und'];
  const found = pieces.flatMap((piece) => check(piece.repeat(100_000 / piece.length)));
  expect([...new Set(found)]).toEqual([
    expect.stringMatching(/^number: 1,1,1/),
    'number: 20',
    'number: twenty',
    'money: $1',
  ]);
});
