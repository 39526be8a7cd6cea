import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isDatabaseUnavailable } from '../../../src/platform/database-unavailable.ts';
import { startService, type TestService } from '../../harness/start-service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false });
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
    const failed = failureOf(
      prisma.$transaction(async (transaction) => {
        const [{ pid } = { pid: 0 }] = await transaction.$queryRaw<
          { pid: number }[]
        >`SELECT pg_backend_pid() AS pid`;
        // The server sends its reason before it closes the connection: the next statement fails with it.
        await pool.query('SELECT pg_terminate_backend($1)', [pid]);
        return code === 'P2010' ? transaction.$queryRaw`SELECT 1` : transaction.site.count();
      }),
    );
    expect(isDatabaseUnavailable(await failed)).toBe(true);
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
