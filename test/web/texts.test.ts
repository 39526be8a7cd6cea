import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readWhatsappText } from '../../web/src/previews/whatsapp-text.ts';
import { wordChanges } from '../../web/src/result/word-changes.ts';

describe('the text of a WhatsApp message', () => {
  const kinds = (text: string) => readWhatsappText(text).map(({ kind, text: inner }) => [kind, inner]);

  test('has bold, italic, struck and code pieces', () => {
    expect(kinds('Hi *Jane*, _soon_ ~never~ ```x*y*```!')).toEqual([
      ['text', 'Hi '],
      ['bold', 'Jane'],
      ['text', ', '],
      ['italic', 'soon'],
      ['text', ' '],
      ['strike', 'never'],
      ['text', ' '],
      ['code', 'x*y*'],
      ['text', '!'],
    ]);
  });

  test('keeps signs that are no mark-up', () => {
    for (const text of ['2 * 3 * 4', 'snake_case_name', 'a*b*c', '*one\ntwo*', '~ 5 ~', 'lone *'])
      expect(kinds(text)).toEqual([['text', text]]);
  });

  test('loses nothing but the marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('*', '_', '~', 'a', ' ', '\n', '<', '`') }), (text) => {
        const marks = { text: '', bold: '*', italic: '_', strike: '~', code: '```' };
        const again = readWhatsappText(text).map(
          ({ kind, text: inner }) => marks[kind] + inner + marks[kind],
        );
        expect(again.join('')).toBe(text);
      }),
    );
  });
});

describe('the changes between two texts', () => {
  const side = (changes: ReturnType<typeof wordChanges>, without: 'added' | 'removed') =>
    changes
      .filter(({ kind }) => kind !== without)
      .map(({ text }) => text)
      .join('');

  test('hold both of them whole', () => {
    const text = fc.string({ unit: fc.constantFrom('one', 'two', 'three', ' ', '\n', ', ', '.', '<b>') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = wordChanges(before, after);
        expect(side(changes, 'added')).toBe(before);
        expect(side(changes, 'removed')).toBe(after);
      }),
    );
  });

  test('are runs of words rather than single ones', () => {
    expect(wordChanges('We are writing to you today.', 'I was writing with you today.')).toEqual([
      { kind: 'removed', text: 'We are writing to' },
      { kind: 'added', text: 'I was writing with' },
      { kind: 'same', text: ' you today.' },
    ]);
  });

  test('of a text with itself are none', () => {
    expect(wordChanges('The same.', 'The same.')).toEqual([{ kind: 'same', text: 'The same.' }]);
  });
});
