import { expect, test } from '@jest/globals';
import { label } from '../../../../src/quality/rules/label.ts';
import { endless, excerptsOf, excerptsOfTitle, violationsOf } from './excerpts-of.ts';
import { salesMessages } from './sales-messages.ts';

test.each([
  ['Subject: Your demo\n\nHi Jane', 'Subject:'],
  ['Hi Jane,\nSubject: Your demo', 'Subject:'],
  ['**Subject:** Your demo', 'Subject:'],
  ['*Subject*: Your demo', 'Subject*:'],
  ['SUBJECT LINE: Your demo', 'SUBJECT LINE:'],
  ['## Subject: Your demo', 'Subject:'],
  ['Title: Your demo\nMessage: Hi', 'Title:'],
  ['Message:\nHi Jane', 'Message:'],
  ['Body:\nHi Jane', 'Body:'],
  ['Email body: Hi Jane', 'Email body:'],
  ['Preheader: Your demo', 'Preheader:'],
  ['CTA: Book a demo', 'CTA:'],
  ['Strategy: be brief', 'Strategy:'],
  ['WhatsApp message:\nHi', 'WhatsApp message:'],
  ['**Follow-up email:**\nHi', '**Follow-up email:**'],
  ['Message 1:\nHi', 'Message 1:'],
  ['Asunto: Tu demo\n\nHola', 'Asunto:'],
  ['Título: Tu demo', 'Título:'],
  ['Mensaje: Hola', 'Mensaje:'],
  ['Cuerpo del mensaje: Hola', 'Cuerpo del mensaje:'],
  ['Assunto: Sua demo\n\nOlá', 'Assunto:'],
  ['Mensagem: Olá', 'Mensagem:'],
  ['Corpo do e-mail: Olá', 'Corpo do e-mail:'],
  ['Objet : Votre démo\n\nBonjour', 'Objet :'],
  ['Objet\u00a0: Votre démo', 'Objet :'],
  ['Titre : Votre démo', 'Titre :'],
  ['Corps du message : Bonjour', 'Corps du message :'],
  ['Betreff: Ihre Demo\n\nHallo', 'Betreff:'],
  ['Titel: Ihre Demo', 'Titel:'],
  ['Nachricht: Hallo', 'Nachricht:'],
])('%j is caught', (text, words) => {
  expect(excerptsOf(label, text)).toContain(words);
  expect(excerptsOfTitle(label, text)).toContain(words);
});

test.each([
  'The subject: pricing',
  'On the subject of pricing',
  'Subject to change',
  'A subject line that works: short',
  'Re: your demo',
  'Phone: +44 20 7946 0958',
  'Email: jane@example.com',
  'Date: Tuesday, time: 10:00',
  'Price: $50',
  'WhatsApp: +44 20 7946 0958',
  'El asunto: precios',
  'Mensajes: 12 sin leer',
  'O assunto: preços',
  'L’objet : un contrat simple',
  'Der Titel: einfach',
  'Betreffend den Vertrag: ja',
  'Titles: two',
  'Bodywork: new',
  'One thing: the price',
])('%j passes', (text) => {
  expect(excerptsOf(label, text)).toEqual([]);
});

test.each(salesMessages)('$language: $title passes', ({ title, message }) => {
  expect(violationsOf(label, message, { draft: { title, message } })).toEqual([]);
});

test('every text is judged, however long', () => {
  for (const text of endless) expect(violationsOf(label, text)).toEqual([]);
});
