import { AppError, retryAfter } from '../contract/errors.ts';
import type { Principal } from '../contract/principal.ts';
import {
  type AcceptedImport,
  type ColumnChoice,
  largestImportBytes,
  openImports,
} from '../contract/resources/lead-import.ts';
import { newId } from '../platform/ids.ts';
import { actorOf, recordAudit } from '../platform/record-audit.ts';
import type { Services } from '../platform/services.ts';
import { requireSite } from './sites.ts';

export interface ImportOptions {
  dryRun: boolean;
  encoding: string | undefined;
  choices: readonly ColumnChoice[];
}

/** Each part of a file is a row, and in the memory of one process at a time. */
const partBytes = 64 * 1024;

/**
 * Stores a file of leads as it comes in, and enqueues its import.
 * @throws AppError SITE_NOT_FOUND; RATE_LIMITED while the organisation has too many imports that have not ended;
 *   INVALID_REQUEST for a file that is empty or too large; what reading the file throws
 */
export async function acceptImport(
  services: Services,
  principal: Principal,
  siteId: string,
  { dryRun, encoding, choices }: ImportOptions,
  file: AsyncIterable<Uint8Array>,
): Promise<AcceptedImport> {
  const { database, queues, logger } = services;
  const { prisma } = database;
  await requireSite(database, principal, siteId);
  await refuseTooMany(services, principal);
  const id = newId('imp');
  const { organisationId } = principal;
  await prisma.leadImport.create({
    data: {
      id,
      organisationId,
      siteId,
      dryRun,
      encoding: encoding ?? null,
      choices: choices.map((choice) => ({ ...choice })),
    },
  });
  try {
    const bytes = await storeFile(services, id, file);
    if (bytes === 0)
      throw new AppError('INVALID_REQUEST', 'the file is empty: its first line must name the columns');
    await prisma.$transaction(async (tx) => {
      await tx.leadImport.update({ where: { id }, data: { status: 'queued', bytes, checkedAt: new Date() } });
      const details = { site_id: siteId, bytes, dry_run: dryRun };
      await recordAudit(tx, { ...actorOf(principal), action: 'leads.imported', subject: id, details });
    });
  } catch (error) {
    await prisma.leadImport.deleteMany({ where: { id, status: 'uploading' } });
    throw error;
  }
  try {
    await queues.addImport({ importId: id });
  } catch (err) {
    logger.warn({ err, importId: id }, 'an import is not enqueued yet: the sweeper will try again');
  }
  return { id, status: 'queued', urls: { self: `/api/imports/${id}` } };
}

async function refuseTooMany({ database }: Services, { organisationId }: Principal): Promise<void> {
  const open = await database.prisma.leadImport.count({
    where: { organisationId, status: { in: ['uploading', 'queued', 'running'] } },
  });
  if (open < openImports) return;
  throw new AppError(
    'RATE_LIMITED',
    `${openImports} imports of the organisation have not ended: try again when one of them has`,
    { details: { reason: 'open_imports', limit: 'organisation' }, headers: retryAfter(30_000) },
  );
}

/** @returns the size of the file */
async function storeFile(
  { database }: Services,
  importId: string,
  file: AsyncIterable<Uint8Array>,
): Promise<number> {
  let [size, number] = [0, 0];
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  const store = async () => {
    if (waitingBytes === 0) return;
    const bytes = Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    await database.pool.query('INSERT INTO lead_import_part (import_id, number, bytes) VALUES ($1, $2, $3)', [
      importId,
      number,
      bytes,
    ]);
    number += 1;
  };
  for await (const chunk of file) {
    size += chunk.length;
    if (size > largestImportBytes) throw tooLarge();
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes >= partBytes) await store();
  }
  await store();
  return size;
}

export function tooLarge(): AppError {
  return new AppError(
    'INVALID_REQUEST',
    `the file is larger than ${largestImportBytes / 1024 / 1024} MB: split it, or use the command "import"`,
    { httpStatus: 413 },
  );
}
