import { describe, expect, test } from '@jest/globals';
import { parseOptions } from '../../bench/options.ts';
import { toResult } from '../../bench/results.ts';
import { table } from '../../bench/table.ts';

describe('a result of the bench', () => {
  const reference = { is: 'a bare program', values: [100, 200, 100] };

  test('has the ratio of each round, so that a slow round weighs on both', () => {
    const row = toResult({ measured: 'x', unit: 'a second', ours: [80, 160, 90], reference });
    expect(row.ratio).toEqual({ median: 0.8, min: 0.8, max: 0.9 });
    expect(row.ours).toEqual({ median: 90, min: 80, max: 160 });
  });

  test.each([
    [{ of: 'ratio', atLeast: 0.8 }, true],
    [{ of: 'ratio', atLeast: 0.81 }, false],
    [{ of: 'ours', atMost: 90 }, true],
    [{ of: 'ours', atMost: 89 }, false],
  ] as const)('reaches %j: %s', (goal, reached) => {
    const row = toResult({ measured: 'x', unit: 'ms', ours: [80, 160, 90], reference, goal });
    expect(row.reached).toBe(reached);
  });

  test('without a reference has no ratio and does not reach a goal for one', () => {
    const row = toResult({ measured: 'x', unit: 'ms', ours: [1], goal: { of: 'ratio', atLeast: 1 } });
    expect(row).toMatchObject({ ratio: null, reached: false });
  });

  test('is a line of the table, with its spread and its goal', () => {
    const rows = [
      toResult({
        measured: 'POST',
        unit: 'requests/s',
        ours: [1_500, 1_600],
        reference: { is: 'bare', values: [2_000, 2_000] },
        goal: { of: 'ratio', atLeast: 0.8 },
      }),
    ];
    const line = table([{ name: 'accept', date: '', commit: '', rounds: 2, quick: false, rows }]).split(
      '\n',
    )[2];
    expect(line?.split('|').map((cell) => cell.trim())).toEqual([
      '',
      'accept',
      'POST',
      '1,550 (1,500..1,600) requests/s',
      '2,000 (bare)',
      '0.775 (0.75..0.8)',
      '≥ 0.8',
      'NO',
      '',
    ]);
  });
});

describe('options of the bench', () => {
  const scenarios = ['accept', 'pipeline'];

  test('name scenarios, and without a name mean all of them', () => {
    expect(parseOptions(['pipeline'], scenarios)).toMatchObject({
      names: ['pipeline'],
      rounds: 3,
      quick: false,
    });
    expect(parseOptions(['--quick'], scenarios)).toMatchObject({ names: scenarios, rounds: 1, quick: true });
  });

  test.each([
    [['pipelin'], 'there is no scenario pipelin: there are accept, pipeline'],
    [['--rounds', '0'], '--rounds'],
    [['--round', '2'], '--round'],
  ])('refuse %j and say what is wrong', (args, message) => {
    expect(() => parseOptions(args, scenarios)).toThrow(message);
  });
});
