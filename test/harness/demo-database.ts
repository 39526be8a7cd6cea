import { loadDemoData } from '../../prisma/demo-data.ts';
import { createDatabase } from '../../src/platform/database.ts';
import { createLogger } from '../../src/platform/logger.ts';
import { createSecrets } from '../../src/platform/secrets.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

/** A test database with the demo data. @param secretsKey the 32 bytes that its secrets are encrypted with */
export async function createDemoDatabase(secretsKey = Buffer.alloc(32, 7)): Promise<TestDatabase> {
  const database = await createTestDatabase();
  const opened = createDatabase(database.url, createLogger({ LOG_LEVEL: 'silent', LOG_FORMAT: 'json' }));
  await loadDemoData(opened, createSecrets([secretsKey]));
  await opened.close();
  return database;
}
