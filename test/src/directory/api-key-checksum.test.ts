import { describe, expect, test } from '@jest/globals';
import { generateApiKey, hasWrongChecksum } from '../../../src/directory/api-key-checksum.ts';

describe('a new API key', () => {
  test('has the documented form, and its checksum fits', () => {
    const keys = Array.from({ length: 200 }, generateApiKey);
    expect(new Set(keys).size).toBe(200);
    for (const key of keys) {
      expect(key).toMatch(/^lf_[0-9A-Za-z]{38}$/);
      expect(hasWrongChecksum(key)).toBe(false);
    }
  });

  test('is told from a text of the same form', () => {
    const key = generateApiKey();
    const [first = ''] = key.slice(3);
    expect(hasWrongChecksum(`lf_${first === 'a' ? 'b' : 'a'}${key.slice(4)}`)).toBe(true);
    // CRC-32 of "lf_" and 32 zeros, in base 62: as another implementation of the documented form computes it.
    expect(hasWrongChecksum(`lf_${'0'.repeat(32)}1xjVOS`)).toBe(false);
  });

  test.each(['lf_demo_key', `lf_${'A-_b'.repeat(8)}`, ''])(
    'of an older form has none to check: %s',
    (key) => {
      expect(hasWrongChecksum(key)).toBe(false);
    },
  );
});
