import { expect, test } from '@jest/globals';
import { AppError } from '../../../src/contract/errors.ts';
import { parseSequenceBody } from '../../../src/contract/resources/sequence.ts';

const step = { wait: '3 days' };
const body = { name: 'After a demo', steps: [step, { wait: 'P1W' }] };

test('steps without a key are known by their position, and what is not said has a default', () => {
  expect(parseSequenceBody(body)).toMatchObject({
    status: 'active',
    steps: [
      { key: '1', wait: '3 days', channels: null, review: false },
      { key: '2', wait: 'P1W' },
    ],
    window: null,
    stop_on: ['reply', 'meeting_booked', 'opt_out', 'bounce', 'unsubscribe'],
    daily_limit: null,
    exclusive: true,
  });
});

test.each([
  ['no step', { steps: [] }, 'steps: must have at least one step'],
  ['two steps of one key', { steps: [step, { ...step, key: '1' }] }, 'steps: must have keys that differ'],
  ['a wait of no length', { steps: [{ wait: 'soon' }] }, /^steps\.0\.wait: must be a duration/],
  ['a wait of more than a year', { steps: [{ wait: '2 years' }] }, /^steps\.0\.wait: must be a duration/],
  [
    'a step that reaches no lead',
    { steps: [step, { ...step, channels: ['web', 'notification'] }] },
    'steps.1.channels: must name email or whatsapp: notification and web are only written beside one of them',
  ],
  [
    'a window that ends before it begins',
    { window: { from: '17:00', to: '09:00' } },
    'window.to: must be after "from"',
  ],
  [
    'an unknown zone',
    { window: { timezone: 'Mars/Olympus' } },
    /^window\.timezone: must be "lead", "site" or/,
  ],
  ['an unknown rule', { stop_on: ['weather'] }, /^stop_on\.0: /],
  ['no steps a day', { daily_limit: 0 }, 'daily_limit: must be at least 1'],
  ['a field that does not exist', { dailyLimits: 5 }, /dailyLimits/],
])('refuses %s', (_name, change, message) => {
  let refused: unknown;
  try {
    parseSequenceBody({ ...body, ...change });
  } catch (error) {
    refused = error;
  }
  expect(refused).toBeInstanceOf(AppError);
  expect(refused).toMatchObject({
    code: 'INVALID_REQUEST',
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });
});
