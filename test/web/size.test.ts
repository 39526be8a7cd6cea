import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';

const built = 'web/dist';
/** The component that draws the API reference, on a page of its own. */
const reference = join('docs', 'scalar.js');

test('the pages together weigh less than 200 KB, compressed, without the reference', () => {
  const names = readdirSync(built, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => /\.\w+$/.test(name) && name !== reference);
  expect(files.filter((name) => name.endsWith('.js')).length).toBeGreaterThan(0);
  const bytes = files.map((name) => gzipSync(readFileSync(join(built, name))).length);
  expect(bytes.reduce((total, size) => total + size, 0)).toBeLessThan(200_000);
});
