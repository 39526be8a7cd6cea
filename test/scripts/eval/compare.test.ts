import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { compareRuns, type RunRecord, readRecord, writeRecord } from '../../../scripts/eval/compare.ts';
import { createTemporaryFolder } from '../../harness/temporary-folder.ts';

const before: RunRecord = {
  models: ['one'],
  rates: { published: 1, 'one ask': 0.5, signed: null },
  counts: { calls: 118, 'draft: warning vague-claim': 4 },
  costUsd: null,
  verdicts: { 'en one': 'good', 'en two': 'bad' },
};

test('what differs between two runs is listed, and nothing else', () => {
  const now: RunRecord = {
    ...before,
    rates: { published: 1, 'one ask': 0.75, signed: 1 },
    counts: { calls: 118 },
    costUsd: 0.5,
    verdicts: { 'en one': 'warned', 'en three': 'good', 'en two': 'bad' },
  };
  expect(compareRuns(before, now)).toEqual([
    ['compared', 'before', 'now'],
    ['one ask', '50 %', '75 %'],
    ['signed', '–', '100 %'],
    ['draft: warning vague-claim', '4', '–'],
    ['cost', 'unknown', '$0.5000'],
    ['en one', 'good', 'warned'],
    ['en three', 'not in the run', 'good'],
  ]);
  expect(compareRuns(before, before)).toHaveLength(1);
});

test('a record is read as it was written, and another file is refused by its name', async () => {
  const folder = await createTemporaryFolder();
  const file = join(folder, 'before.json');
  await writeRecord(file, before);
  expect(await readRecord(file)).toEqual(before);
  await writeFile(join(folder, 'report.html'), '<!doctype html>');
  for (const other of [join(folder, 'report.html'), join(folder, 'none.json')]) {
    await expect(readRecord(other)).rejects.toThrow(`${other} is not one`);
  }
});
