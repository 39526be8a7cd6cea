import { expect, test } from '@jest/globals';
import { readGateSet } from '../../scripts/eval/gate/gate-set.ts';
import { mutateFigures, stoppedShares } from '../../scripts/eval/gate/mutate.ts';

/** A date may be proposed and a rounded number may differ by a tenth, so not every change makes a message wrong. */
const least = { money: 0.94, number: 0.94, percentage: 0.93, duration: 0.93, date: 0.76 };

test('a good message with a wrong figure is stopped', () => {
  const mutations = mutateFigures(readGateSet('open'));
  expect(mutations.length).toBeGreaterThan(1_500);
  const shares = stoppedShares(mutations);
  expect(Object.entries(shares).filter(([kind, share]) => share < least[kind as keyof typeof least])).toEqual(
    [],
  );
});
