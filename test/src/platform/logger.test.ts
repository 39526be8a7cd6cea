import { expect, test } from '@jest/globals';
import { AppError } from '../../../src/contract/errors.ts';
import { ModelError } from '../../../src/platform/model/model-error.ts';
import { safeError } from '../../../src/platform/safe-error.ts';

test('an error that may quote data is logged without its message', () => {
  const error = Object.assign(new Error('Key (email)=(jane@acme.com) already exists'), { code: '23505' });
  const logged = safeError(error);
  expect(logged).toMatchObject({ type: 'Error', code: '23505' });
  expect(logged.stack[0]).toMatch(/^at /);
  expect(JSON.stringify(logged)).not.toContain('jane');
});

test('a message that goes over several lines does not slip into the stack', () => {
  const logged = safeError(new Error('first\njane@acme.com\n    last'));
  expect(JSON.stringify(logged)).not.toContain('jane');
});

test('errors of our own keep their message', () => {
  expect(safeError(new AppError('SITE_NOT_FOUND', 'no such site'))).toMatchObject({ reason: 'no such site' });
  expect(safeError(new ModelError('MODEL_REFUSED', 'it refused'))).toMatchObject({ reason: 'it refused' });
});

test('what is thrown and no error at all is named by its type', () => {
  expect(safeError('jane@acme.com')).toEqual({ type: 'string', stack: [] });
});
