import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import pg from 'pg';
import { migrate } from '../../src/platform/migrate.ts';
import { databasePrefix } from '../harness/database-names.ts';
import { runSetting } from '../harness/run-setting.ts';
import { startService } from '../harness/start-service.ts';

/** The statements of the script that PostgreSQL runs when it creates its data, for another role and password. */
async function statementsFor(role: string, password: string): Promise<string[]> {
  const script = await readFile('deploy/create-service-role.sh', 'utf8');
  const sql = /<<'SQL'\n(.*)\nSQL\n/s.exec(script)?.[1] ?? '';
  return sql.replaceAll('lead_followup', role).replace(":'password'", `'${password}'`).split('\n');
}

test('the service migrates and starts with the role that the compose file creates, which is no superuser', async () => {
  const role = `${databasePrefix(runSetting('LEAD_FOLLOWUP_TEST_RUN'))}${randomBytes(4).toString('hex')}`;
  const serverUrl = runSetting('LEAD_FOLLOWUP_TEST_DATABASE_URL');
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  try {
    for (const statement of await statementsFor(role, 'hunter2')) await admin.query(statement);
    const url = Object.assign(new URL(serverUrl), {
      username: role,
      password: 'hunter2',
      pathname: `/${role}`,
    });
    await migrate(url.href);
    const service = await startService({ databaseUrl: url.href, workers: false });
    expect(await service.request('GET', '/health/ready')).toMatchObject({ status: 200 });
    const { rows } = await service.services.database.pool.query(
      'SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = current_user',
    );
    expect(rows).toEqual([
      { rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolbypassrls: false },
    ]);
    await service.close();
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${role} WITH (FORCE)`);
    await admin.query(`DROP ROLE IF EXISTS ${role}`);
    await admin.end();
  }
});

test('the compose file asks for passwords and names exact versions', async () => {
  const [compose, dockerfile] = await Promise.all([
    readFile('docker-compose.yml', 'utf8'),
    readFile('Dockerfile', 'utf8'),
  ]);
  for (const name of ['REDIS_PASSWORD', 'POSTGRES_PASSWORD', 'POSTGRES_ADMIN_PASSWORD']) {
    expect(compose).toContain(`\${${name}:?set ${name}}`);
  }
  const stages = [...dockerfile.matchAll(/ AS (\S+)/g)].map(([, stage]) => stage);
  const images = [...compose.matchAll(/image: (\S+)/g), ...dockerfile.matchAll(/^FROM (\S+)/gm)]
    .map(([, image]) => image)
    .filter((image) => !stages.includes(image));
  expect(images).toHaveLength(5);
  for (const image of images) expect(image).toMatch(/^[a-z]+:\d+\.\d+/);
});
