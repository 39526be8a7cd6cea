import { expect, test } from '@jest/globals';
import type { SequenceStep } from '../../../src/contract/resources/sequence.ts';
import { currentStep } from '../../../src/sequences/definition.ts';

const steps = (...keys: string[]): SequenceStep[] =>
  keys.map((key) => ({ key, wait: 'P1D', follow_up_type: null, channels: null, brief: null, review: false }));

test.each([
  ['the first step of a new enrollment', ['a', 'b', 'c'], [], 'a'],
  ['the one after the last that has ended', ['a', 'b', 'c'], ['a'], 'b'],
  ['none after the last', ['a', 'b'], ['a', 'b'], null],
  ['the next one when the step was removed', ['a', 'c'], ['a'], 'c'],
  ['a step that was added before the next one', ['a', 'new', 'b'], ['a'], 'new'],
  ['none that was added before what has ended', ['new', 'a', 'b'], ['a'], 'b'],
  ['the first of new steps only', ['x', 'y'], ['a'], 'x'],
  ['the next in the new order', ['c', 'a', 'b'], ['a'], 'b'],
])('is %s', (_what, keys, done, expected) => {
  expect(currentStep(steps(...keys), done)?.step.key ?? null).toBe(expected);
});

test('the last step knows that it is', () => {
  expect(currentStep(steps('a', 'b'), ['a'])).toMatchObject({ index: 1, isLast: true });
  expect(currentStep(steps('a', 'b'), [])).toMatchObject({ index: 0, isLast: false });
});
