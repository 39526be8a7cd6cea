import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { isUuid } from '../src/contract/ids.ts';
import { type ImportResult, importLeads } from '../src/directory/import-leads.ts';
import { ConfigError, loadSettings } from '../src/platform/config.ts';
import { createDatabase, type Database } from '../src/platform/database.ts';
import { describeFailure, StartError } from '../src/platform/describe-failure.ts';
import { createLogger } from '../src/platform/logger.ts';
import { loadDotEnv } from '../src/platform/run-process.ts';
import { safeError } from '../src/platform/safe-error.ts';
import { showProgress } from './import-progress.ts';

const usage = 'usage: npm run import -- leads.csv --site ID [--organisation ID] [--dry-run]';
/** Ctrl-C reaches the process twice when npm passes it on as well; a person's second one comes later. */
const sameSignalMs = 500;

interface Arguments {
  file: string;
  siteId: string;
  organisationId: string | undefined;
  dryRun: boolean;
}

/** @throws StartError that says how it is called */
function readArguments(): Arguments {
  const { values, positionals } = parse();
  const [file, ...more] = positionals;
  if (!file || more.length > 0 || !values.site) throw new StartError(usage);
  if (!isUuid(values.site)) throw new StartError(`--site must be the UUID of a site (${usage})`);
  const siteId = values.site.toLowerCase();
  return { file, siteId, organisationId: values.organisation, dryRun: values['dry-run'] ?? false };
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        site: { type: 'string' },
        organisation: { type: 'string' },
        'dry-run': { type: 'boolean' },
      },
    });
  } catch {
    // What the parser says of it is less than the line that shows how it goes.
    throw new StartError(usage);
  }
}

/** Whose site it is. This is for the operator, who stands above the organisations. @throws StartError */
async function findOrganisation({ pool }: Database, { siteId, organisationId }: Arguments): Promise<string> {
  const { rows } = await pool.query<{ organisation_id: string }>(
    'SELECT organisation_id FROM site WHERE id = $1 AND ($2::text IS NULL OR organisation_id = $2) LIMIT 2',
    [siteId, organisationId],
  );
  const [site, other] = rows;
  if (!site)
    throw new StartError(`there is no site ${siteId}${organisationId ? ' in this organisation' : ''}`);
  if (other) {
    throw new StartError(
      'more than one organisation has a site of this id: say which with --organisation ID',
    );
  }
  return site.organisation_id;
}

/** @returns the exit code */
async function run(): Promise<number> {
  const given = readArguments();
  loadDotEnv();
  const settings = loadSettings(process.env);
  if (!settings.DATABASE_URL) {
    throw new ConfigError(['DATABASE_URL is required: the URL of the database that holds the site']);
  }
  const database = createDatabase(settings.DATABASE_URL, createLogger({ ...settings, LOG_LEVEL: 'error' }));
  const interrupted = stopOnSignal();
  const progress = showProgress(given.file);
  try {
    const organisationId = await findOrganisation(database, given);
    const task = { ...given, organisationId, signal: interrupted.signal };
    const result = await importLeads(database, task, progress);
    progress.end();
    console.log(summarise(result, given.dryRun));
    if (interrupted.signal.aborted && !result.complete) {
      console.log('stopped before the end: run it again to go on, what is there already stays one lead');
      return 130;
    }
    return result.leftOut > 0 ? 2 : 0;
  } finally {
    progress.end();
    await database.close();
  }
}

function summarise({ rows, created, updated, leftOut }: ImportResult, dryRun: boolean): string {
  const counts = `${rows} rows read: ${created} created, ${updated} updated, ${leftOut} left out`;
  return dryRun ? `${counts} (a dry run: nothing was written)` : counts;
}

/** The first signal ends the import after the batch at hand, a second one at once. */
function stopOnSignal(): AbortController {
  const stop = new AbortController();
  let firstAt = 0;
  const onSignal = () => {
    if (!stop.signal.aborted) firstAt = performance.now();
    else if (performance.now() - firstAt > sameSignalMs) process.exit(130);
    stop.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return stop;
}

/** Why it could not run, without what the database may quote of the file. */
function describe(error: unknown): string {
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (code === '42P01') return 'the database has no tables yet: npm run migrate';
  if ((syscall === 'open' || syscall === 'read') && code) {
    return `${basename(path ?? 'the file')} cannot be read (${code}): correct the path`;
  }
  const { type, stack } = safeError(error);
  return describeFailure(error) ?? [`the import failed: ${type} ${code ?? ''}`, ...stack].join('\n  ');
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(describe(error));
  process.exitCode = 1;
}
