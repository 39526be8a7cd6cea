import { parseArgs } from 'node:util';
import { AppError } from '../src/contract/errors.ts';
import { parseBody } from '../src/contract/parse-body.ts';
import { newOrganisationSchema } from '../src/contract/resources/organisation.ts';
import { createOrganisation } from '../src/directory/organisations.ts';
import { directDatabaseSetting, directDatabaseUrl } from '../src/platform/config.ts';
import { createDatabase } from '../src/platform/database.ts';
import { StartError } from '../src/platform/describe-failure.ts';
import { createLogger } from '../src/platform/logger.ts';
import { migrate } from '../src/platform/migrate.ts';
import { createSecrets } from '../src/platform/secrets.ts';
import { type Command, requireSettings } from './command.ts';

export const createOrganisationCommand: Command = {
  usage: '--name "Acme"',
  async run(args, usage) {
    const name = readName(args, usage);
    const settings = requireSettings({
      DATABASE_URL: 'the URL of the database that holds the organisations',
      SECRETS_KEY: 'the same key that the servers use',
    });
    await migrate(directDatabaseUrl(settings), {
      queueTables: !settings.REDIS_URL,
      setting: directDatabaseSetting(settings),
    });
    const logger = createLogger({ ...settings, LOG_LEVEL: 'error' });
    const database = createDatabase(settings.DATABASE_URL, logger, {
      directUrl: settings.DIRECT_DATABASE_URL,
    });
    try {
      const secrets = createSecrets(settings.SECRETS_KEY);
      const created = await createOrganisation({ database, secrets }, { name });
      console.log(`id       ${created.id}`);
      console.log(`api key  ${created.api_key}  (it is not shown again)`);
    } finally {
      await database.close();
    }
    return 0;
  },
};

/** @throws StartError */
function readName(args: readonly string[], usage: string): string {
  try {
    const { values } = parseArgs({ args: [...args], options: { name: { type: 'string' } } });
    return parseBody(newOrganisationSchema, values, { required: ['name'] }).value.name;
  } catch (error) {
    throw new StartError(error instanceof AppError ? `${error.message} (${usage})` : usage);
  }
}
