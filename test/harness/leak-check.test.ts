import { expect, test } from '@jest/globals';
import { runFixtures } from './run-fixture.ts';

test('a test file that leaves something open fails, by name; one that is about to close it passes', async () => {
  const jest = runFixtures(['leaks-a-server', 'leaks-a-timer', 'leaks-a-process', 'closes-late']);
  expect(await jest.exited).toEqual({ code: 1, signal: null });
  const output = jest.output();
  expect(output).toContain('this test file left open:');
  expect(output).toMatch(/Server on \{"address":"127\.0\.0\.1"/);
  expect(output).toMatch(/timer set at .*leaks-a-timer\.test\.ts:4:/);
  expect(output).toMatch(/child process \d+: cat/);
  expect(output).toContain('PASS test/harness/fixtures/closes-late.test.ts');
  expect(output).toContain('Test Suites: 3 failed, 1 passed, 4 total');
  expect(output).toContain('Tests:       4 passed, 4 total');
});

test('in a single process too, which ends', async () => {
  const jest = runFixtures(['leaks-a-server', 'leaks-a-timer'], { args: ['--runInBand'] });
  expect(await jest.exited).toEqual({ code: 1, signal: null });
  expect(jest.output()).toContain('Test Suites: 2 failed, 2 total');
});
