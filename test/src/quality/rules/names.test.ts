import { describe, expect, test } from '@jest/globals';
import { names } from '../../../../src/quality/rules/names.ts';
import { checkAgainst, violationsAgainst } from './check-against.ts';

const facts = {
  lead: 'Jane Smith',
  company: 'Acme Inc.',
  site: 'Acme Growth',
  note: 'Met Bob Roe of Globex Iberia SL',
  url: '@acmegrowth',
};
const check = (message: string, language = 'en', title = 'A title') =>
  checkAgainst(names, message, { facts, language, title });

describe.each([
  [
    'en',
    `Hi Jane Smith, we met Bob Roe. | Best regards,\nThe Acme Growth Team | Kind Regards | We can talk on Monday May 20. | In English or Spanish?
    Our Customer Success team | Would Tuesday Morning do? | Your Marketing Director said so. | Acme Inc. is great. | Where Acme Inc. stands
    Next Steps For Your New Content Plan | Follow us: @acmegrowth | How about Friday? Great. | Thank you, Jane. We will | Hello! Great News: it works
    Globex Iberia SL is in. | We use Google Calendar | • Content Automation Made Easy For All | Warm Regards,\nSam | Mr. Smith called`,
  ],
  [
    'es',
    `Hola Jane Smith, hablamos con Bob Roe. | Un saludo,\nEl equipo de Acme Growth | El lunes 20 de mayo le llamamos. | Globex Iberia SL firmó.`,
  ],
  ['pt', 'Olá Jane Smith, falamos com Bob Roe. | Atenciosamente,\nEquipe Acme Growth'],
  ['fr', 'Bonjour Jane Smith, nous avons parlé à Bob Roe. | Cordialement,\nL’équipe Acme Growth'],
  [
    'de',
    `Hallo Frau Smith, mit dem neuen Produkt sparen Sie Zeit. | Content Marketing ohne Aufwand | Mit freundlichen Grüßen\nIhr Acme Growth Team
    Die Digitale Lösung Für Ihr Unternehmen | Haben Sie Zeit Montag Nachmittag?`,
  ],
])('in %s', (language, messages) => {
  test.each(messages.split(/\s*\|\s*|\n {4}/))('%j passes', (message) => {
    expect(check(message, language)).toEqual([]);
  });
});

test.each([
  ['en', 'our colleague John Roe will call', ['name: John Roe']],
  ['en', 'we work with Initech Corp already', ['name: Initech Corp']],
  ['en', 'our friends at Umbrella GmbH', ['name: Umbrella GmbH']],
  ['en', 'Best,\nAlex Johnson', ['name: Alex Johnson']],
  ['en', 'follow @evilcorp today', ['name: @evilcorp']],
  ['en', 'as our CEO Maria de la Cruz said', ['name: CEO Maria de la Cruz']],
  ['es', 'le llamará nuestra compañera Lucía Pérez', ['name: Lucía Pérez']],
  ['es', 'trabajamos con Iberpapel SA desde hace tiempo', ['name: Iberpapel SA']],
  ['pt', 'nosso colega João Souza vai ligar', ['name: João Souza']],
  ['pt', 'como a Padaria Boa Ltda', ['name: Padaria Boa Ltda']],
  ['fr', 'mon collègue Pierre Martin vous appellera', ['name: Pierre Martin']],
  ['de', 'Unser Kollege Herr Schneider ruft Sie an', ['name: Herr Schneider']],
  ['de', 'wie bei der Nordwind GmbH', ['name: Nordwind GmbH']],
])('%s %j names somebody unknown', (language, message, expected) => {
  expect(check(message, language)).toEqual(expected);
});

test('it is a warning', () => {
  const found = violationsAgainst(names, 'call John Roe', { language: 'en' });
  expect(found.map(({ severity }) => severity)).toEqual(['warning']);
});

test('without facts the rule rests', () => {
  expect(checkAgainst(names, 'call John Roe', { facts: null })).toEqual([]);
});
