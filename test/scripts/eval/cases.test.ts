import { expect, test } from '@jest/globals';
import { evalSites } from '../../../scripts/eval/eval-sites.ts';
import { readOptions } from '../../../scripts/eval/read-options.ts';
import { selectCases } from '../../../scripts/eval/select-cases.ts';
import { stageOf } from '../../../src/offline-writer/stage-of.ts';

const all = selectCases({});

test('the set holds at least 79 leads, each with a name of its own', () => {
  const names = all.map(({ evalCase }) => evalCase.name);
  expect(names.length).toBeGreaterThanOrEqual(79);
  expect(new Set(names).size).toBe(names.length);
});

test('each language has leads of every kind', () => {
  for (const { site, cases } of evalSites) {
    const types = new Set(cases.map(({ type }) => type));
    expect({ site: site.name, types: [...types].sort() }).toMatchObject({
      types: ['call', 'email', 'meeting', undefined],
    });
    expect(cases.some(({ lead }) => lead.pain_points === undefined)).toBe(true);
    expect(cases.some(({ history = [] }) => history.length === 0)).toBe(true);
    expect(cases.some(({ history = [] }) => history.length > 1)).toBe(true);
  }
  const english = evalSites[0]?.cases ?? [];
  expect(new Set(english.map(({ stage = null }) => stageOf(stage)))).toEqual(
    new Set(['new', 'qualified', 'proposal', 'customer', 'cold']),
  );
});

test('a limit takes from all sites in turn, and a language is that of the lead', () => {
  expect(selectCases({ limit: 5 }).map(({ language }) => language)).toEqual(['en', 'es', 'pt', 'fr', 'de']);
  const spanish = selectCases({ language: 'es-MX' });
  expect(spanish.every(({ language }) => language === 'es')).toBe(true);
  expect(new Set(spanish.map(({ site }) => site.site.name))).toEqual(
    new Set(['Harbourline', 'Soluna Energía']),
  );
  expect(selectCases({ language: 'de', limit: 2 })).toHaveLength(2);
});

test('options have defaults and are checked', () => {
  expect(readOptions([])).toEqual({
    limit: undefined,
    language: undefined,
    out: 'eval-report.html',
    minPassRate: 0,
    concurrency: 8,
    compare: null,
    gate: null,
    recorded: false,
    prompts: null,
  });
  expect(
    readOptions(['--limit', '3', '--language', 'pt', '--out', 'a.html', '--min-pass-rate', '.9']),
  ).toEqual({
    limit: 3,
    language: 'pt',
    out: 'a.html',
    minPassRate: 0.9,
    concurrency: 8,
    compare: null,
    gate: null,
    recorded: false,
    prompts: null,
  });
});

test.each([
  [['--limit', '0'], '--limit must be a whole number from 1'],
  [['--limit', 'many'], '--limit must be a whole number from 1'],
  [['--concurrency', '1.5'], '--concurrency must be a whole number from 1'],
  [['--min-pass-rate', '95'], '--min-pass-rate must be a number from 0 to 1'],
  [['--min-pass-rate', ''], '--min-pass-rate must be a number from 0 to 1'],
  [['--language', 'fi'], '--language must be one of en, es, pt, fr, de'],
  [['--out', ''], '--out must name a file'],
  [['--nonsense'], 'usage: npm run eval'],
  [['leads.csv'], 'usage: npm run eval'],
])('%j is refused with what to fix', (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
