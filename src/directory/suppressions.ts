import { type Channel, type ConfigurableChannel, configurableChannels } from '../contract/channels.ts';
import { AppError } from '../contract/errors.ts';
import type { Page, PageQuery } from '../contract/page.ts';
import { type Principal, requireWholeOrganisation } from '../contract/principal.ts';
import type { SuppressionBody, SuppressionView } from '../contract/resources/suppression.ts';
import type { HashedAddresses } from '../platform/address-hashes.ts';
import type { DatabaseClient } from '../platform/database.ts';
import type { Suppression } from '../platform/generated/client.ts';
import { isId, newId } from '../platform/ids.ts';
import { newestFirst } from '../platform/newest-first.ts';
import { type Batch, byCreation, readPage } from '../platform/read-page.ts';
import { actorOf, recordAudit } from '../platform/record-audit.ts';
import type { Services } from '../platform/services.ts';
import { readOptOuts } from './opt-outs.ts';

const belongs = 'suppressions belong';
/** The reason of a suppression that an opt-out of a lead has made. */
const ofOptOut = 'opt_out';

/** @throws AppError FORBIDDEN for a bound key */
export async function listSuppressions(
  { database: { prisma } }: Services,
  principal: Principal,
  query: PageQuery,
): Promise<Page<SuppressionView>> {
  requireWholeOrganisation(principal, belongs);
  const { organisationId } = principal;
  const read = ({ cursor, take }: Batch) => {
    const { where, orderBy } = newestFirst(cursor);
    return prisma.suppression.findMany({ where: { organisationId, ...where }, orderBy, take });
  };
  return readPage(query, read, byCreation, present);
}

/**
 * Suppresses an address in a transaction.
 * @returns the suppression, and whether it is new
 */
export async function suppress(
  tx: DatabaseClient,
  organisationId: string,
  { channel, hash, reason }: { channel: ConfigurableChannel; hash: string; reason: string | null },
): Promise<{ view: SuppressionView; created: boolean }> {
  const data = { id: newId('sup'), organisationId, channel, hash, reason };
  const { count } = await tx.suppression.createMany({ data, skipDuplicates: true });
  const where = { organisationId_hash: { organisationId, hash } };
  // It must outlast the withdrawal of the opt-out.
  if (count === 0 && reason !== ofOptOut) {
    await tx.suppression.updateMany({ where: { organisationId, hash, reason: ofOptOut }, data: { reason } });
  }
  return { view: present(await tx.suppression.findUniqueOrThrow({ where })), created: count > 0 };
}

/** The hash of an address as a caller sent it. */
export async function hashOf(
  { addressHashes }: Services,
  organisationId: string,
  { channel, address }: Pick<SuppressionBody, 'channel' | 'address'>,
): Promise<string> {
  const lead = channel === 'email' ? { email: address, phone: null } : { email: null, phone: address };
  const hashAddresses = await addressHashes.hasherOf(organisationId);
  const hash = hashAddresses(lead)[channel];
  if (hash === undefined) throw new Error('an address without a hash');
  return hash;
}

/** @throws AppError NOT_FOUND; FORBIDDEN for a bound key */
export async function removeSuppression(
  { database: { prisma } }: Services,
  principal: Principal,
  id: string,
): Promise<void> {
  requireWholeOrganisation(principal, belongs);
  const { organisationId } = principal;
  await prisma.$transaction(async (tx) => {
    const { count } = isId(id, 'sup')
      ? await tx.suppression.deleteMany({ where: { id, organisationId } })
      : { count: 0 };
    if (count === 0) throw new AppError('NOT_FOUND', 'no such suppression: check the id');
    await recordAudit(tx, { ...actorOf(principal), action: 'suppression.deleted', subject: id });
  });
}

/**
 * Keeps the suppressions of a lead's addresses in step with its opt-outs: an opt-out follows the address, and so does its
 * withdrawal. Suppressions with another reason stay.
 * @param optOuts of the lead as they are now
 * @param withdrawn those that were just removed
 */
export async function followOptOuts(
  tx: DatabaseClient,
  organisationId: string,
  addresses: HashedAddresses,
  optOuts: readonly Channel[],
  withdrawn: readonly Channel[],
): Promise<void> {
  for (const channel of configurableChannels) {
    const hash = addresses[channel];
    if (hash === undefined) continue;
    if (optOuts.includes(channel)) await suppress(tx, organisationId, { channel, hash, reason: ofOptOut });
    else if (withdrawn.includes(channel)) {
      await tx.suppression.deleteMany({ where: { organisationId, hash, reason: ofOptOut } });
    }
  }
}

/** The channels whose address is suppressed. */
export async function readSuppressed(
  client: DatabaseClient,
  organisationId: string,
  addresses: HashedAddresses,
): Promise<Channel[]> {
  const rows = await client.suppression.findMany({
    where: { organisationId, hash: { in: Object.values(addresses) } },
    select: { channel: true },
  });
  return rows.map(({ channel }) => channel as Channel);
}

/** The channels on which a lead must not be written to: it has opted out, or its address is suppressed. */
export async function readClosedChannels(
  client: DatabaseClient,
  organisationId: string,
  { leadId, addresses }: { leadId: string; addresses: unknown },
): Promise<Channel[]> {
  const optOuts = await readOptOuts(client, organisationId, leadId);
  const suppressed = await readSuppressed(client, organisationId, (addresses ?? {}) as HashedAddresses);
  return [...new Set([...optOuts, ...suppressed])];
}

function present({ id, channel, reason, createdAt }: Suppression): SuppressionView {
  return { id, channel: channel as ConfigurableChannel, reason, created_at: createdAt.toISOString() };
}
