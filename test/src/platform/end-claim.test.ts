import { expect, jest, test } from '@jest/globals';
import { endClaim } from '../../../src/platform/end-claim.ts';
import { createLogger } from '../../../src/platform/logger.ts';
import { markSuspects, runInHand } from '../../../src/platform/work-in-hand.ts';

const logger = createLogger({ LOG_LEVEL: 'silent', LOG_FORMAT: 'json' });
const refused = () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));

/** Ends it at the third time: the database is unavailable until then. */
function createStatement() {
  let calls = 0;
  let done: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    done = resolve;
  });
  const statement = async () => {
    calls += 1;
    if (calls < 3) return refused();
    done();
  };
  return { statement, ended };
}

test('a claim ends when the database is back, and the job does not wait for it', async () => {
  const { statement, ended } = createStatement();
  await endClaim(logger, statement);
  await ended;
});

test('another error is thrown', async () => {
  await expect(endClaim(logger, () => Promise.reject(new Error('wrong')))).rejects.toThrow('wrong');
});

test('the claim of suspect work stays open, and that of other work ends', async () => {
  const statement = jest.fn(async () => undefined);
  await runInHand({ job: 'other' }, () =>
    runInHand({ job: 'suspect' }, async (abandoned) => {
      expect(markSuspects()).toEqual([{ job: 'suspect' }]);
      expect(abandoned.aborted).toBe(true);
      await endClaim(logger, statement);
      expect(statement).not.toHaveBeenCalled();
    }).then(() => endClaim(logger, statement)),
  );
  expect(statement).toHaveBeenCalledTimes(1);
});

test('all work in hand is suspect when the origin of an error is unknown', async () => {
  let end: () => void = () => undefined;
  const running = runInHand({ job: 'one' }, () => new Promise<void>((resolve) => (end = resolve)));
  expect(markSuspects()).toEqual([{ job: 'one' }]);
  end();
  await running;
  expect(markSuspects()).toEqual([]);
});
