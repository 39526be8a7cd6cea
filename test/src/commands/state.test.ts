import { expect, test } from '@jest/globals';
import { canBecome, statusesBefore } from '../../../src/commands/state.ts';
import { isTerminal, type Status, statuses } from '../../../src/contract/status.ts';

test('nothing comes after a terminal status', () => {
  for (const from of statuses.filter(isTerminal)) {
    expect(statuses.filter((to) => canBecome(from, to))).toEqual([]);
  }
});

test.each<[Status, Status[]]>([
  ['queued', []],
  ['running', ['queued', 'running']],
  ['completed', ['running']],
  ['failed', ['queued', 'running']],
  ['cancelled', ['queued', 'running']],
])('%s is reached only from %j', (to, before) => {
  expect(statusesBefore(to).sort()).toEqual([...before].sort());
});
