import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { linkHash, readLinkHash } from '../../web/src/tester/form-link.ts';
import type { FormValues } from '../../web/src/tester/form-values.ts';

const forms: fc.Arbitrary<FormValues> = fc.record({
  parameters: fc.dictionary(
    fc.constantFrom('siteId', 'leadData', 'metadata'),
    fc.string({ unit: 'grapheme' }),
  ),
  idempotencyKey: fc.string(),
  wait: fc.string(),
  withoutKey: fc.boolean(),
});

test('a link restores the form that it was made of', () => {
  fc.assert(
    fc.property(forms, (form) => {
      const hash = linkHash(form);
      expect(hash).toMatch(/^#form=[\w-]+$/);
      expect(readLinkHash(hash)).toEqual(form);
    }),
  );
});

test('a link never holds anything but the form', () => {
  const form = {
    parameters: { siteId: 'x' },
    idempotencyKey: '',
    wait: '',
    withoutKey: false,
    key: 'lf_secret',
  };
  const restored = readLinkHash(linkHash(form));
  expect(JSON.stringify(restored)).not.toContain('lf_secret');
});

test('what is no link, or one that was cut short, restores nothing', () => {
  for (const hash of ['', '#content', '#form=', '#form=e30', '#form=***', '#form=eyJwYXJhbWV0ZXJz'])
    expect(readLinkHash(hash)).toBeNull();
});
