import { expect, test } from '@jest/globals';
import { followPointer } from '../../../../src/quality/fact-check/follow-pointer.ts';

// The document of RFC 6901, section 5.
const document = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'm~n': 8,
  ' ': 7,
  nested: { list: [{ x: null }] },
};
const valueAt = (pointer: string) => followPointer(document, pointer)?.at(-1)?.value;

test.each([
  ['/foo', ['bar', 'baz']],
  ['/foo/0', 'bar'],
  ['/', 0],
  ['/a~1b', 1],
  ['/c%d', 2],
  ['/m~0n', 8],
  ['/ ', 7],
  ['/nested/list/0/x', null],
])('%j leads to its value', (pointer, value) => {
  expect(valueAt(pointer)).toEqual(value);
});

test.each([
  'foo',
  '/none',
  '/foo/2',
  '/foo/-',
  '/foo/00',
  '/foo/length',
  '/foo/0/length',
  '/constructor',
  '/nested/list/0/x/y',
])('%j leads to nothing', (pointer) => {
  expect(followPointer(document, pointer)).toBeNull();
});
