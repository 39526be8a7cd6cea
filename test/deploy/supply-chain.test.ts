import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';

interface LockedPackage {
  version: string;
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
  resolved?: string;
  integrity?: string;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, LockedPackage>;
};
const locked = Object.entries(packages).filter(([path]) => path !== '');
const production = locked.filter(([, { dev, devOptional }]) => !dev && !devOptional);

/** They ask for no more than that their text is kept. */
const allowedLicences = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Unlicense',
  // Python's, of the parser of arguments that js-yaml brings.
  'PSF-2.0',
  // The days of date-holidays come from Wikipedia and must be attributed.
  '(ISC AND CC-BY-3.0)',
];

test('every package of production has a licence that is allowed', () => {
  expect(production.length).toBeGreaterThan(100);
  expect(production.filter(([, { license = '' }]) => !allowedLicences.includes(license))).toEqual([]);
});

test('every package is locked by its hash, and by no address', () => {
  const odd = locked.filter(
    ([, { integrity, resolved }]) => !integrity?.startsWith('sha512-') || resolved !== undefined,
  );
  expect(odd).toEqual([]);
});

test('the bill of materials lists every package of production', () => {
  const output = execFileSync('npm', ['run', '--silent', 'sbom'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1_024 * 1_024,
    shell: process.platform === 'win32',
  });
  const { bomFormat, components } = JSON.parse(output) as {
    bomFormat: string;
    components: { name: string; version: string; licenses?: object[] }[];
  };
  expect(bomFormat).toBe('CycloneDX');
  const direct = Object.keys(
    (JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object }).dependencies,
  );
  expect(components.map(({ name }) => name)).toEqual(expect.arrayContaining(direct));
});

test('the workflow runs what every change must pass, with few rights and exact versions', () => {
  const workflow = parse(readFileSync('.github/workflows/ci.yml', 'utf8')) as {
    permissions: object;
    jobs: Record<string, { container: string; steps: { uses?: string; run?: string }[] }>;
  };
  expect(workflow.permissions).toEqual({ contents: 'read' });
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);
  expect(steps.map(({ run }) => run)).toContain('bash .ci/run');
  for (const { uses } of steps) if (uses) expect(uses).toMatch(/@(v\d+\.\d+\.\d+|[0-9a-f]{40})$/);
  for (const { container } of jobs) expect(container).toMatch(/:\d+\.\d+\.\d+/);
});
