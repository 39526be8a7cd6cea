import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { median } from './median.ts';
import type { Goal, Row } from './scenario.ts';

export const resultsFile = 'bench/results/latest.json';

/** The values of several rounds. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

export interface ResultRow {
  measured: string;
  unit: string;
  ours: Spread;
  reference: (Spread & { is: string }) | null;
  /** The ratio of our value to the reference's, by round. */
  ratio: Spread | null;
  goal: Goal | null;
  reached: boolean | null;
}

export interface ScenarioResult {
  name: string;
  date: string;
  commit: string;
  rounds: number;
  quick: boolean;
  rows: ResultRow[];
}

export interface Results {
  machine: { cpu: string; cores: number; memoryGiB: number; system: string };
  versions: Record<string, string>;
  /** The date of the last run. A scenario that was not part of it has its own date. */
  date: string;
  commit: string;
  scenarios: ScenarioResult[];
}

export function toResult({ reference, goal, ...row }: Row): ResultRow {
  const ratios = reference?.values.map((value, round) => (row.ours[round] ?? Number.NaN) / value);
  const ratio = ratios ? spreadOf(ratios) : null;
  const ours = spreadOf(row.ours);
  return {
    measured: row.measured,
    unit: row.unit,
    ours,
    reference: reference ? { is: reference.is, ...spreadOf(reference.values) } : null,
    ratio,
    goal: goal ?? null,
    reached: goal ? isReached(goal, goal.of === 'ratio' ? ratio : ours) : null,
  };
}

function spreadOf(values: readonly number[]): Spread {
  return { median: round(median(values)), min: round(Math.min(...values)), max: round(Math.max(...values)) };
}

/** Four digits are more precise than the differences between rounds. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}

function isReached({ atLeast, atMost }: Goal, spread: Spread | null): boolean {
  if (!spread) return false;
  return (
    (atLeast === undefined || spread.median >= atLeast) && (atMost === undefined || spread.median <= atMost)
  );
}

/** The results of this machine, to which a run adds its own. */
export async function openResults(servers: { postgresql: string; redis: string }): Promise<Results> {
  const [cpu] = cpus();
  const fresh: Results = {
    machine: {
      cpu: cpu?.model ?? 'unknown',
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      system: `${process.platform} ${process.arch}`,
    },
    versions: { node: process.versions.node, ...servers, ...(await packageVersions()) },
    date: new Date().toISOString(),
    commit: await commitOf(),
    scenarios: [],
  };
  const known = await readResults();
  // Results of another machine or other versions cannot be combined with these.
  const isSame =
    known &&
    JSON.stringify([known.machine, known.versions]) === JSON.stringify([fresh.machine, fresh.versions]);
  return isSame ? { ...fresh, scenarios: known.scenarios } : fresh;
}

/** @returns null if there are no results yet */
export async function readResults(): Promise<Results | null> {
  try {
    return JSON.parse(await readFile(resultsFile, 'utf8')) as Results;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Replaces the previous result of a scenario, and writes the file. */
export async function saveResult(
  results: Results,
  result: ScenarioResult,
  order: readonly string[],
): Promise<void> {
  const others = results.scenarios.filter(({ name }) => name !== result.name && order.includes(name));
  results.scenarios = [...others, result].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  await mkdir(dirname(resultsFile), { recursive: true });
  await writeFile(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
}

const compared = ['express', 'bullmq', 'ioredis', 'pg', 'pg-boss', 'graphile-worker', 'autocannon'];

async function packageVersions(): Promise<Record<string, string>> {
  const { dependencies, devDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  const versions: Record<string, string> = { ...dependencies, ...devDependencies };
  return Object.fromEntries(compared.map((name) => [name, versions[name] ?? 'unknown']));
}

async function commitOf(): Promise<string> {
  const git = async (...args: string[]) => (await promisify(execFile)('git', args)).stdout.trim();
  try {
    const changed = await git(
      'status',
      '--porcelain',
      '--',
      'src',
      'api',
      'workers',
      'package.json',
      'prisma',
    );
    return `${await git('rev-parse', '--short', 'HEAD')}${changed ? ', changed' : ''}`;
  } catch {
    // The sources come without a repository, for example from an archive.
    return 'unknown';
  }
}
