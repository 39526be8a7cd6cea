import type { Database, DatabaseClient } from './database.ts';
import { Prisma } from './generated/client.ts';
import {
  placeOfCallbackSecret,
  placeOfEndpointSecret,
  placeOfSuppressionKey,
  type SecretPlace,
  type Secrets,
  SecretUnreadableError,
} from './secrets.ts';

/** How many rows are read and locked at a time. */
const batch = 200;

/** The tables with an encrypted column. A second column, `previous_…`, has the value before the last rotation. */
const tables = [
  { table: Prisma.raw('organisation'), column: 'callback_secret', placeOf: placeOfCallbackSecret },
  { table: Prisma.raw('webhook_endpoint'), column: 'secret', placeOf: placeOfEndpointSecret },
  { table: Prisma.raw('suppression_key'), column: 'secret', placeOf: placeOfSuppressionKey },
] as const;
type SecretTable = (typeof tables)[number];

interface StoredRow {
  id: string;
  current: Uint8Array<ArrayBuffer>;
  previous: Uint8Array<ArrayBuffer> | null;
}

/** Reads the rows after an id, ordered by id. A lock lasts until the transaction ends. */
function readRows(
  client: DatabaseClient,
  { table, column }: SecretTable,
  afterId: string,
  lock: 'locked' | 'unlocked',
): Promise<StoredRow[]> {
  return client.$queryRaw<StoredRow[]>`
    SELECT id, ${Prisma.raw(column)} AS current, ${Prisma.raw(`previous_${column}`)} AS previous
    FROM ${table} WHERE id > ${afterId} ORDER BY id LIMIT ${batch}
    ${lock === 'locked' ? Prisma.sql`FOR NO KEY UPDATE` : Prisma.empty}`;
}

function writeRow(client: DatabaseClient, { table, column }: SecretTable, row: StoredRow): Promise<number> {
  return client.$executeRaw`
    UPDATE ${table}
    SET ${Prisma.raw(column)} = ${row.current}, ${Prisma.raw(`previous_${column}`)} = ${row.previous}
    WHERE id = ${row.id}`;
}

export interface SecretsReport {
  /** How many encrypted values were checked. */
  checked: number;
  /** The values that no key of SECRETS_KEY decrypts. The messages name their rows. */
  unreadable: SecretUnreadableError[];
}

/** Decrypts every stored secret, to see whether SECRETS_KEY still has the keys for them. */
export async function findUnreadableSecrets(
  { prisma }: Pick<Database, 'prisma'>,
  secrets: Secrets,
): Promise<SecretsReport> {
  const report: SecretsReport = { checked: 0, unreadable: [] };
  for (const table of tables) {
    let rows: StoredRow[] = [];
    do {
      rows = await readRows(prisma, table, rows.at(-1)?.id ?? '', 'unlocked');
      for (const { id, current, previous } of rows) {
        tryToRead(report, secrets, current, table.placeOf(id));
        if (previous) tryToRead(report, secrets, previous, table.placeOf(id));
      }
    } while (rows.length === batch);
  }
  return report;
}

export interface RotationReport extends SecretsReport {
  /** How many values were encrypted again with the newest key. */
  encryptedAgain: number;
}

/**
 * Encrypts every stored secret with the newest key, one batch of rows per transaction. It can be stopped and run again
 * at any time. Values that use the newest key already, or that cannot be decrypted, are left unchanged.
 */
export async function encryptSecretsAgain(
  { prisma }: Pick<Database, 'prisma'>,
  secrets: Secrets,
): Promise<RotationReport> {
  const report: RotationReport = { checked: 0, unreadable: [], encryptedAgain: 0 };
  for (const table of tables) {
    let afterId: string | null = '';
    while (afterId !== null) afterId = await encryptBatchAgain(prisma, secrets, table, afterId, report);
  }
  return report;
}

/** @returns the id to continue after, or null after the last batch */
function encryptBatchAgain(
  prisma: Database['prisma'],
  secrets: Secrets,
  table: SecretTable,
  afterId: string,
  report: RotationReport,
): Promise<string | null> {
  return prisma.$transaction(async (tx) => {
    const rows = await readRows(tx, table, afterId, 'locked');
    for (const { id, ...stored } of rows) {
      const again = (sealed: Uint8Array<ArrayBuffer>) => {
        const plain = tryToRead(report, secrets, sealed, table.placeOf(id));
        if (plain === null || secrets.isCurrent(sealed)) return sealed;
        report.encryptedAgain += 1;
        return secrets.encrypt(plain, table.placeOf(id));
      };
      const current = again(stored.current);
      const previous = stored.previous && again(stored.previous);
      if (current !== stored.current || previous !== stored.previous) {
        await writeRow(tx, table, { id, current, previous });
      }
    }
    return rows.length === batch ? (rows.at(-1)?.id ?? null) : null;
  });
}

/** @returns null if the value cannot be decrypted, which is added to the report */
function tryToRead(
  report: SecretsReport,
  secrets: Secrets,
  sealed: Uint8Array,
  place: SecretPlace,
): string | null {
  report.checked += 1;
  try {
    return secrets.decrypt(sealed, place);
  } catch (error) {
    if (!(error instanceof SecretUnreadableError)) throw error;
    report.unreadable.push(error);
    return null;
  }
}
