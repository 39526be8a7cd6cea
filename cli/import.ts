import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type ColumnChoice,
  columnChoiceForm,
  importFields,
  readColumnChoice,
} from '../src/contract/resources/lead-import.ts';
import { isUuid } from '../src/contract/uuid.ts';
import { type ImportResult, importAtOnce } from '../src/directory/import-at-once.ts';
import { isEncoding } from '../src/directory/lead-import/encoding.ts';
import { flagWords, ImportError } from '../src/directory/lead-import/import-error.ts';
import { checkDatabase } from '../src/platform/connect-database.ts';
import { createDatabase, type Database } from '../src/platform/database.ts';
import { StartError } from '../src/platform/describe-failure.ts';
import { createLogger } from '../src/platform/logger.ts';
import { type Command, requireSettings } from './command.ts';
import { showProgress } from './import-progress.ts';

/** npm may forward Ctrl-C, so the process gets the signal twice. A second Ctrl-C of the user comes later. */
const sameSignalMs = 500;

export const importCommand: Command = {
  usage: 'leads.csv --site ID [--organisation ID] [--map "Column=field"]... [--encoding NAME] [--dry-run]',
  help: `
  --site ID             the site that the leads belong to
  --organisation ID     needed if several organisations have a site of this id
  --map "Column=field"  reads a column as this field, whatever its name; may be given several times
  --encoding NAME       of a file that is neither UTF-8 nor UTF-16, such as windows-1252
  --dry-run             reports what the file would change, and changes nothing

fields: ${importFields.join(', ')}
The exports of HubSpot, Pipedrive, Salesforce, Zoho, Google Contacts, Outlook and others are read as they are.
Exit code: 0; 2 if rows were left out; 1 if the import could not run; 130 if it was stopped.`,
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
  encoding: string | undefined;
  choices: readonly ColumnChoice[];
}

/** @throws StartError with the usage */
function readArguments(args: readonly string[], usage: string): Arguments {
  const { values, positionals } = parse(args, usage);
  const [file, ...more] = positionals;
  if (!file || more.length > 0 || !values.site) throw new StartError(usage);
  if (!isUuid(values.site)) throw new StartError(`--site must be the UUID of a site (${usage})`);
  const siteId = values.site.toLowerCase();
  const { encoding, organisation: organisationId, 'dry-run': dryRun = false } = values;
  if (encoding !== undefined && !isEncoding(encoding)) {
    throw new StartError('--encoding must be the name of an encoding, such as windows-1252');
  }
  return { file, siteId, organisationId, dryRun, encoding, choices: (values.map ?? []).map(readChoice) };
}

/** @throws StartError */
function readChoice(text: string): ColumnChoice {
  const choice = readColumnChoice(text);
  if (!choice) throw new StartError(`--map ${columnChoiceForm.replace('column:field', '"Column=field"')}`);
  return choice;
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
        encoding: { type: 'string' },
        map: { type: 'string', multiple: true },
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
    const task = { ...given, organisationId, words: flagWords };
    const result = await importAtOnce(database, given.file, task, progress, interrupted.signal);
    progress.end();
    if (typeof result.end === 'object') {
      const { unreadableFrom, reason } = result.end;
      console.error(`line ${unreadableFrom} to the end of the file left out: ${reason}`);
    }
    console.log(summarise(result, given.dryRun));
    if (result.end === 'stopped') {
      console.log('stopped before the end: run it again to continue; imported leads are not duplicated');
      return 130;
    }
    return result.skipped > 0 || result.end !== 'completed' ? 2 : 0;
  } finally {
    progress.end();
    await database.close();
  }
}

function summarise({ rows, created, updated, unchanged, skipped }: ImportResult, dryRun: boolean): string {
  const counts = `${rows} rows read: ${created} created, ${updated} updated, ${unchanged} unchanged, ${skipped} left out`;
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
  if (error instanceof ImportError) return new StartError(error.message);
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (code === '42P01') {
    return new StartError('the database has no tables yet: run "lead-followup migrate" (npm run migrate)');
  }
  if ((syscall === 'open' || syscall === 'read' || syscall === 'stat') && code) {
    return new StartError(`${basename(path ?? 'the file')} cannot be read (${code}): correct the path`);
  }
  return error;
}
