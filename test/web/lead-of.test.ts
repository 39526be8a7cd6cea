import { expect, test } from '@jest/globals';
import { leadOf } from '../../web/src/parts/lead-of.ts';

test('a lead that the key may not see is said to be hidden', () => {
  const { name, email, sites } = leadOf({ lead: null });
  expect([name, email, sites.name]).toEqual(['A lead hidden from this key', null, 'Hidden from this key']);
});
