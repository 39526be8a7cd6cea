import { expect, test } from '@jest/globals';
import { createSecrets } from '../../../src/platform/secrets.ts';

const secrets = createSecrets(Buffer.alloc(32, 1));

test('a secret is read again with the key that sealed it, and never sealed the same way twice', () => {
  const sealed = secrets.encrypt('whsec_value');
  expect(secrets.decrypt(sealed)).toBe('whsec_value');
  expect(Buffer.from(sealed).toString('latin1')).not.toContain('whsec');
  expect(sealed).not.toEqual(secrets.encrypt('whsec_value'));
});

test('another key or a changed byte is refused', () => {
  const sealed = secrets.encrypt('whsec_value');
  expect(() => createSecrets(Buffer.alloc(32, 2)).decrypt(sealed)).toThrow();
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
  expect(() => secrets.decrypt(sealed)).toThrow();
});
