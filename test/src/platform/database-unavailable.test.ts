import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isDatabaseUnavailable } from '../../../src/platform/database-unavailable.ts';
import { startService, type TestService } from '../../harness/start-service.ts';
import { startTcpGate, type TcpGate } from '../../harness/tcp-gate.ts';
import { until } from '../../harness/until.ts';

let service: TestService;
let gate: TcpGate;

beforeAll(async () => {
  service = await startService({
    workers: false,
    reachDatabase: async (url) => {
      gate = await startTcpGate(url);
      return gate;
    },
  });
});

afterAll(() => service.close());

const failureOf = (query: Promise<unknown>) =>
  query.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a query of a connection that the server ends', () => {
  test.each([
    ['a statement of Prisma', 'P2039'],
    ['a raw statement', 'P2010'],
  ])('fails as an outage: %s', async (_name, code) => {
    const { prisma, pool } = service.services.database;
    const failed = await failureOf(
      prisma.$transaction(async (transaction) => {
        const [{ pid } = { pid: 0 }] = await transaction.$queryRaw<
          { pid: number }[]
        >`SELECT pg_backend_pid() AS pid`;
        // The server sends its reason before it closes the connection: the next statement fails with it.
        await pool.query('SELECT pg_terminate_backend($1)', [pid]);
        return code === 'P2010' ? transaction.$queryRaw`SELECT 1` : transaction.site.count();
      }),
    );
    expect(isDatabaseUnavailable(failed)).toBe(true);
  });
});

describe('a query whose connection is reset', () => {
  test.each([
    [
      'a raw statement of Prisma',
      'SELECT pg_sleep(5)',
      (sql: string) => service.services.database.prisma.$executeRawUnsafe(sql),
      { code: 'P2010' },
    ],
    [
      'a statement of the driver',
      'SELECT pg_sleep(6)',
      (sql: string) => service.services.database.pool.query(sql),
      {},
    ],
  ])('fails as an outage: %s', async (_name, sql, run, expected) => {
    const failed = failureOf(run(sql));
    await until(async () => {
      const running = await service.services.database.pool.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query = $1`,
        [sql],
      );
      return running.rowCount === 1;
    });
    gate.reset();
    const error = await failed;
    // The server would notice only at the end of the statement.
    await service.services.database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query = $1`,
      [sql],
    );
    expect(error).toMatchObject(expected);
    expect(isDatabaseUnavailable(error)).toBe(true);
  });
});

describe('a query that is wrong is no outage', () => {
  test('in a statement of Prisma', async () => {
    const failed = await failureOf(
      service.services.database.prisma.leadImport.findFirst({ where: { id: '\0' } }),
    );
    expect(failed).toMatchObject({ code: 'P2039' });
    expect(isDatabaseUnavailable(failed)).toBe(false);
  });

  test('in a raw statement', async () => {
    const failed = await failureOf(service.services.database.prisma.$queryRaw`SELECT 1 / 0`);
    expect(failed).toMatchObject({ code: 'P2010' });
    expect(isDatabaseUnavailable(failed)).toBe(false);
  });

  test('in a statement of the driver', async () => {
    const failed = await failureOf(service.services.database.pool.query('SELECT 1 / 0'));
    expect(failed).toMatchObject({ code: '22012' });
    expect(isDatabaseUnavailable(failed)).toBe(false);
  });
});
