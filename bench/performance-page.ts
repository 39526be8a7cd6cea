import { readFile, writeFile } from 'node:fs/promises';
import { type Results, readResults, resultsFile } from './results.ts';
import { table } from './table.ts';

const page = 'docs/performance.md';
const begin = '<!-- begin of what npm run bench -- --docs writes -->';
const end = '<!-- end of what npm run bench -- --docs writes -->';

/** Writes the latest results between the markers in the page. The text around them is kept. */
export async function writePerformancePage(): Promise<void> {
  const results = await readResults();
  if (!results) throw new Error(`${resultsFile} does not exist: run npm run bench first`);
  const quick = results.scenarios.filter((scenario) => scenario.quick).map(({ name }) => name);
  if (quick.length > 0) {
    throw new Error(
      `${quick.join(', ')} were measured with --quick: run npm run bench -- ${quick.join(' ')}`,
    );
  }
  const text = await readFile(page, 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`${page} lacks its markers: ${begin} and ${end}`);
  await writeFile(page, `${text.slice(0, from + begin.length)}\n\n${section(results)}\n\n${text.slice(to)}`);
}

function section({ machine, versions, scenarios }: Results): string {
  const { cpu, cores, memoryGiB, system } = machine;
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const commits = [...new Set(scenarios.map(({ date, commit }) => `${date.slice(0, 10)} (${commit})`))];
  const rounds = [...new Set(scenarios.map((scenario) => scenario.rounds))];
  return [
    `Measured ${commits.join(', ')} on ${cores} cores of ${cpu}, ${memoryGiB} GiB, ${system}; ${named.join(', ')}.`,
    `Medians of ${rounds.join(' or ')} rounds, with the lowest and highest value in parentheses.`,
    '',
    table(scenarios),
  ].join('\n');
}
