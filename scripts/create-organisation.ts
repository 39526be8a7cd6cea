import { parseArgs } from 'node:util';
import { AppError } from '../src/contract/errors.ts';
import { parseBody } from '../src/contract/parse-body.ts';
import { newOrganisationSchema } from '../src/contract/resources/organisation.ts';
import { createOrganisation } from '../src/directory/organisations.ts';
import { ConfigError, loadSettings, type Settings } from '../src/platform/config.ts';
import { createDatabase } from '../src/platform/database.ts';
import { describeFailure, StartError } from '../src/platform/describe-failure.ts';
import { createLogger } from '../src/platform/logger.ts';
import { migrate } from '../src/platform/migrate.ts';
import { loadDotEnv } from '../src/platform/run-process.ts';
import { createSecrets } from '../src/platform/secrets.ts';

const usage = 'usage: npm run org:create -- --name "Acme"';

/** @throws StartError that says how it is called */
function readName(): string {
  try {
    const { values } = parseArgs({ options: { name: { type: 'string' } } });
    return parseBody(newOrganisationSchema, values, { required: ['name'] }).value.name;
  } catch (error) {
    throw new StartError(error instanceof AppError ? `${error.message} (${usage})` : usage);
  }
}

/** @throws ConfigError that lists what is missing */
function requireSettings(settings: Settings) {
  const { DATABASE_URL: url, SECRETS_KEY: secretsKey } = settings;
  if (url && secretsKey) return { url, secretsKey };
  throw new ConfigError([
    ...(url ? [] : ['DATABASE_URL is required: the URL of the database that holds the organisations']),
    ...(secretsKey ? [] : ['SECRETS_KEY is required: the one that the servers have']),
  ]);
}

async function run(): Promise<void> {
  const name = readName();
  loadDotEnv();
  const settings = loadSettings(process.env);
  const { url, secretsKey } = requireSettings(settings);
  await migrate(url, { queueTables: !settings.REDIS_URL });
  const database = createDatabase(url, createLogger({ ...settings, LOG_LEVEL: 'error' }));
  try {
    const created = await createOrganisation({ database, secrets: createSecrets(secretsKey) }, { name });
    console.log(`id       ${created.id}`);
    console.log(`api key  ${created.api_key}  (shown this one time)`);
  } finally {
    await database.close();
  }
}

try {
  await run();
} catch (error) {
  const line = describeFailure(error);
  if (line === null) throw error;
  console.error(line);
  process.exitCode = 1;
}
