import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  createSecrets,
  placeOfCallbackSecret,
  placeOfEndpointSecret,
  SecretUnreadableError,
} from '../../../src/platform/secrets.ts';

const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const secrets = createSecrets([oldKey]);
const rotated = createSecrets([newKey, oldKey]);
const place = placeOfCallbackSecret('org_1');

/** As versions before the first changelog entry of this format wrote it: nonce, tag, ciphertext. */
function sealAsBefore(plain: string, key: Buffer): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
}

describe('an encrypted secret', () => {
  test('is read again with its key, and never encrypted to the same bytes twice', () => {
    const sealed = secrets.encrypt('whsec_value', place);
    expect(secrets.decrypt(sealed, place)).toBe('whsec_value');
    expect(Buffer.from(sealed).toString('latin1')).not.toContain('whsec');
    expect(sealed).not.toEqual(secrets.encrypt('whsec_value', place));
  });

  test.each([
    ['another row', placeOfCallbackSecret('org_2')],
    ['another table', placeOfEndpointSecret('org_1')],
  ])('cannot be read at the place of %s', (_, elsewhere) => {
    expect(() => secrets.decrypt(secrets.encrypt('whsec_value', place), elsewhere)).toThrow(
      SecretUnreadableError,
    );
  });

  test('cannot be read after any of its bytes was changed', () => {
    const sealed = secrets.encrypt('whsec_value', place);
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = sealed.slice();
      changed[index] = (sealed[index] ?? 0) ^ 1;
      expect(() => secrets.decrypt(changed, place)).toThrow(SecretUnreadableError);
    }
  });

  test('that is empty or cut short is unreadable, like any other bytes', () => {
    for (const length of [0, 3, 11, 27, 40]) {
      const cut = secrets.encrypt('whsec_value', place).slice(0, length);
      expect(() => secrets.decrypt(cut, place)).toThrow(SecretUnreadableError);
    }
  });

  test('that another key made is reported with its row and the id of that key', () => {
    const sealed = secrets.encrypt('whsec_value', place);
    const keyId = Buffer.from(sealed.subarray(4, 12)).toString('hex');
    expect(() => createSecrets([newKey]).decrypt(sealed, place)).toThrow(
      `organisation.callback_secret of org_1 cannot be decrypted with SECRETS_KEY: it was encrypted with the key ${keyId}`,
    );
  });
});

describe('several keys', () => {
  test('all decrypt, and the newest encrypts', () => {
    const sealed = secrets.encrypt('whsec_value', place);
    expect(rotated.decrypt(sealed, place)).toBe('whsec_value');
    expect([secrets.isCurrent(sealed), rotated.isCurrent(sealed)]).toEqual([true, false]);
    const again = rotated.encrypt('whsec_value', place);
    expect(createSecrets([newKey]).decrypt(again, place)).toBe('whsec_value');
  });

  test('read what versions without key ids have stored', () => {
    const sealed = sealAsBefore('whsec_value', oldKey);
    expect(rotated.decrypt(sealed, place)).toBe('whsec_value');
    expect(rotated.isCurrent(sealed)).toBe(false);
    expect(() => createSecrets([newKey]).decrypt(sealed, place)).toThrow('did not store the id of the key');
  });
});
