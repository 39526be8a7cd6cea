import { describe, expect, test } from '@jest/globals';
import { isAutomatic, parseLeadEvent } from '../../../src/contract/lead-event.ts';

describe('the headers of an automatic answer', () => {
  // Subjects differ by language, headers by the program that writes them. These are of real absences.
  test.each([
    ['Out of office: Re: Your seats', { 'Auto-Submitted': 'auto-replied' }],
    [
      'Automatische Antwort: Ihre Lizenzen',
      { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    ],
    ['Réponse automatique : vos licences', { 'auto-submitted': 'auto-replied (vacation)' }],
    ['Respuesta automática: sus licencias', { Precedence: 'auto_reply', 'X-Autoreply': 'yes' }],
    ['Resposta automática: as suas licenças', { Precedence: 'bulk', 'X-Autorespond': 'Férias' }],
    ['Risposta automatica: licenze', { 'X-Autoresponder': 'true' }],
    ['Automatisch antwoord: licenties', { 'AUTO-SUBMITTED': 'Auto-Replied' }],
    ['Autosvar: era licenser', { 'X-Auto-Reply': 'yes' }],
    ['Autoodpowiedź: licencje', { 'X-Vacation': 'on' }],
    ['自動応答: ライセンスについて', { Precedence: 'junk' }],
  ])('are seen: %s', (_subject, headers) => {
    expect(isAutomatic(headers)).toBe(true);
  });

  test.each([
    ['none at all', {}],
    ['a person', { 'Auto-Submitted': 'no' }],
    ['a person, with a comment', { 'Auto-Submitted': 'no; x=1' }],
    ['a mail that asks for no automatic answers', { 'X-Auto-Response-Suppress': 'OOF' }],
    ['a mail by a list of the team', { Precedence: 'list' }],
    ['a person, says the program', { 'X-Autoreply': 'no' }],
  ])('are not there: %s', (_what, headers) => {
    expect(isAutomatic(headers)).toBe(false);
  });
});

test('an event needs a lead: its id or its address', () => {
  const event = { source: 'mail', external_id: '1', type: 'reply', at: '2026-11-26' };
  expect(() => parseLeadEvent(event)).toThrow('needs a lead_id or an email');
  expect(() => parseLeadEvent({ ...event, lead_id: 'x' })).toThrow('lead_id must be a UUID');
  expect(parseLeadEvent({ ...event, email: ' jane@acme.com ' }).email).toBe('jane@acme.com');
});
