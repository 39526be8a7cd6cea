import { checkDatabase } from '../src/platform/connect-database.ts';
import { createDatabase } from '../src/platform/database.ts';
import { createLogger } from '../src/platform/logger.ts';
import { createSecrets } from '../src/platform/secrets.ts';
import { encryptSecretsAgain } from '../src/platform/stored-secrets.ts';
import { type Command, requireSettings } from './command.ts';

/** Encrypts every stored secret with the first key of SECRETS_KEY. Idempotent, and safe while servers run. */
export const rotateSecretsCommand: Command = {
  usage: '',
  async run() {
    const settings = requireSettings({
      DATABASE_URL: 'the URL of the database that holds the secrets',
      SECRETS_KEY: 'the new key and the previous ones, separated by commas',
    });
    const logger = createLogger({ ...settings, LOG_LEVEL: 'error' });
    await checkDatabase(settings.DATABASE_URL);
    const database = createDatabase(settings.DATABASE_URL, logger, {
      directUrl: settings.DIRECT_DATABASE_URL,
    });
    try {
      const secrets = createSecrets(settings.SECRETS_KEY);
      const { checked, encryptedAgain, unreadable } = await encryptSecretsAgain(database, secrets);
      console.log(`checked            ${checked}`);
      console.log(`encrypted again    ${encryptedAgain}`);
      console.log(`cannot be read     ${unreadable.length}`);
      for (const { message } of unreadable) console.error(message);
      if (unreadable.length > 0) {
        console.error(
          'Add the keys that encrypted these to SECRETS_KEY, or rotate these secrets with the API.',
        );
        return 1;
      }
      if (settings.SECRETS_KEY.length > 1) {
        console.log(
          'All secrets are encrypted with the first key: the others can be removed from SECRETS_KEY.',
        );
      }
      return 0;
    } finally {
      await database.close();
    }
  },
};
