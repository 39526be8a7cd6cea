import { ConfigError, loadSettings } from '../src/platform/config.ts';
import { createDatabase } from '../src/platform/database.ts';
import { describeFailure } from '../src/platform/describe-failure.ts';
import { createLogger } from '../src/platform/logger.ts';
import { loadDotEnv } from '../src/platform/run-process.ts';
import { createSecrets } from '../src/platform/secrets.ts';
import { encryptSecretsAgain } from '../src/platform/stored-secrets.ts';

/** Encrypts every stored secret with the first key of SECRETS_KEY. It is safe to run it again, also while servers run. */
async function run(): Promise<void> {
  loadDotEnv();
  const settings = loadSettings(process.env);
  const { DATABASE_URL: url, SECRETS_KEY: secretsKey } = settings;
  if (!url || !secretsKey) {
    throw new ConfigError([
      ...(url ? [] : ['DATABASE_URL is required: the URL of the database that holds the secrets']),
      ...(secretsKey ? [] : ['SECRETS_KEY is required: the new key, a comma, and the keys before it']),
    ]);
  }
  const database = createDatabase(url, createLogger({ ...settings, LOG_LEVEL: 'error' }));
  try {
    const { checked, encryptedAgain, unreadable } = await encryptSecretsAgain(
      database,
      createSecrets(secretsKey),
    );
    console.log(`checked            ${checked}`);
    console.log(`encrypted again    ${encryptedAgain}`);
    console.log(`cannot be read     ${unreadable.length}`);
    for (const { message } of unreadable) console.error(message);
    if (unreadable.length > 0) {
      console.error(
        'Add the keys that encrypted these to SECRETS_KEY, or rotate these secrets over the API.',
      );
      process.exitCode = 1;
    } else if (secretsKey.length > 1) {
      console.log(
        'All secrets are encrypted with the first key: the others can be removed from SECRETS_KEY.',
      );
    }
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
