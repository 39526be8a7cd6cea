import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { isUuid } from '../src/contract/uuid.ts';
import { type ImportResult, importLeads } from '../src/directory/import-leads.ts';
import { checkDatabase } from '../src/platform/connect-database.ts';
import { createDatabase, type Database } from '../src/platform/database.ts';
import { StartError } from '../src/platform/describe-failure.ts';
import { createLogger } from '../src/platform/logger.ts';
import { type Command, requireSettings } from './command.ts';
import { showProgress } from './import-progress.ts';

/** npm may forward Ctrl-C, so the process gets the signal twice. A second Ctrl-C of the user comes later. */
const sameSignalMs = 500;

export const importCommand: Command = {
  usage: 'leads.csv --site ID [--organisation ID] [--dry-run]',
  async run(args, usage) {
    try {
      return await importFile(readArguments(args, usage));
    } catch (error) {
      throw describe(error);
    }
  },
};

interface Arguments {
  file: string;
  siteId: string;
  organisationId: string | undefined;
  dryRun: boolean;
}

/** @throws StartError with the usage */
function readArguments(args: readonly string[], usage: string): Arguments {
  const { values, positionals } = parse(args, usage);
  const [file, ...more] = positionals;
  if (!file || more.length > 0 || !values.site) throw new StartError(usage);
  if (!isUuid(values.site)) throw new StartError(`--site must be the UUID of a site (${usage})`);
  const siteId = values.site.toLowerCase();
  return { file, siteId, organisationId: values.organisation, dryRun: values['dry-run'] ?? false };
}

function parse(args: readonly string[], usage: string) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        site: { type: 'string' },
        organisation: { type: 'string' },
        'dry-run': { type: 'boolean' },
      },
    });
  } catch {
    // The usage is more helpful than the parser's error.
    throw new StartError(usage);
  }
}

/** Finds the organisation of the site. The operator may import for any organisation. @throws StartError */
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
      'more than one organisation has a site with this id: choose one with --organisation ID',
    );
  }
  return site.organisation_id;
}

/** @returns the exit code */
async function importFile(given: Arguments): Promise<number> {
  const settings = requireSettings({ DATABASE_URL: 'the URL of the database that holds the site' });
  const logger = createLogger({ ...settings, LOG_LEVEL: 'error' });
  await checkDatabase(settings.DATABASE_URL);
  const database = createDatabase(settings.DATABASE_URL, logger, { directUrl: settings.DIRECT_DATABASE_URL });
  const interrupted = stopOnSignal();
  const progress = showProgress(given.file);
  try {
    const organisationId = await findOrganisation(database, given);
    const task = { ...given, organisationId, signal: interrupted.signal };
    const result = await importLeads(database, task, progress);
    progress.end();
    console.log(summarise(result, given.dryRun));
    if (interrupted.signal.aborted && !result.complete) {
      console.log('stopped before the end: run it again to continue; imported leads are not duplicated');
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

/** The first signal stops the import after the current batch. A second one exits at once. */
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

/** Converts errors about the file or missing tables to a StartError. Returns other errors unchanged. */
function describe(error: unknown): unknown {
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (code === '42P01') {
    return new StartError('the database has no tables yet: run "lead-followup migrate" (npm run migrate)');
  }
  if ((syscall === 'open' || syscall === 'read') && code) {
    return new StartError(`${basename(path ?? 'the file')} cannot be read (${code}): correct the path`);
  }
  return error;
}
