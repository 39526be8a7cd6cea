import { ConfigError, loadSettings } from '../src/platform/config.ts';
import { describeFailure } from '../src/platform/describe-failure.ts';
import { migrate } from '../src/platform/migrate.ts';
import { loadDotEnv } from '../src/platform/run-process.ts';

try {
  loadDotEnv();
  const { DATABASE_URL: url, REDIS_URL: redis } = loadSettings(process.env);
  if (!url) throw new ConfigError(['DATABASE_URL is required: the URL of the database to migrate']);
  const applied = await migrate(url, { queueTables: !redis });
  console.log(
    applied.length === 0 ? 'nothing to apply' : applied.map((name) => `applied ${name}`).join('\n'),
  );
} catch (error) {
  const line = describeFailure(error);
  if (line === null) throw error;
  console.error(line);
  process.exitCode = 1;
}
