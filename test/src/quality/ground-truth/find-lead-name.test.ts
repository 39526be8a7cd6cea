import { expect, test } from '@jest/globals';
import { findLeadName } from '../../../../src/quality/ground-truth/find-lead-name.ts';

test.each<[unknown, string | null]>([
  [{ lead: { name: 'Jane Smith' } }, 'Jane Smith'],
  [{ name: 'Jane Smith' }, 'Jane Smith'],
  [{ leadData: { name: 'Jane' }, name: 'Acme' }, 'Jane'],
  [{ lead_data: { full_name: ' Jane ' } }, 'Jane'],
  [{ lead_name: 'Jane' }, 'Jane'],
  [{ leadName: 'Jane' }, 'Jane'],
  [{ lead: 'Jane' }, 'Jane'],
  [{ first_name: 'Jane', last_name: 'Smith' }, 'Jane Smith'],
  [{ firstName: 'Jane' }, 'Jane'],
  [{ contact: { lastName: 'Smith' } }, 'Smith'],
  [{ lead: { name: '' }, name: 'Jane' }, 'Jane'],
  [{ lead: { name: 7, first_name: 'Jane' } }, 'Jane'],
  [{ lead: { name: 'Jane' }, contact: { name: 'Bob' }, name: 'Acme' }, 'Jane'],
  [{ site: { name: 'Acme' } }, null],
  [{ name: null }, null],
  [{}, null],
  [[], null],
  [[{ name: 'Jane' }], null],
  [null, null],
  [undefined, null],
  ['Jane', null],
  [7, null],
])('%j: %s', (facts, name) => {
  expect(findLeadName(facts)).toBe(name);
});
