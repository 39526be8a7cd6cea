import { expect, jest, test } from '@jest/globals';
import { pino } from 'pino';
import { causeOf, createOutageReport } from '../../../src/platform/outage-report.ts';

test('an outage is one line when it begins, one a minute while it lasts, and one when it ends', () => {
  jest.useFakeTimers();
  const lines: { level: number; msg: string; host: string; cause: string; forS?: number }[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => lines.push(JSON.parse(line)) });
  const report = createOutageReport(logger, {
    dependency: 'Redis',
    host: 'redis.example:6379',
    consequence: 'jobs wait',
  });
  report.end();
  for (const cause of ['ECONNRESET', 'ECONNREFUSED', 'ECONNREFUSED']) report.begin(cause);
  jest.advanceTimersByTime(125_000);
  report.end();
  jest.advanceTimersByTime(600_000);
  expect(lines.map(({ msg, cause, forS }) => [msg, cause, forS])).toEqual([
    ['Redis is unavailable: jobs wait', 'ECONNRESET', undefined],
    ['Redis is still unavailable', 'ECONNREFUSED', 60],
    ['Redis is still unavailable', 'ECONNREFUSED', 120],
    ['Redis is available again', 'ECONNREFUSED', 125],
  ]);
  expect(lines.every(({ host }) => host === 'redis.example:6379')).toBe(true);
  jest.useRealTimers();
});

test('the cause is a code, never a message that may contain a password', () => {
  expect(causeOf(Object.assign(new Error('connect to secret'), { code: 'ECONNREFUSED' }))).toBe(
    'ECONNREFUSED',
  );
  expect(causeOf(new Error('WRONGPASS invalid username-password pair'))).toBe('WRONGPASS');
  expect(causeOf(new TypeError('of redis://:secret@host'))).toBe('TypeError');
});
