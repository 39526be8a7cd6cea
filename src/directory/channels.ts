import type { ConfigurableChannel } from '../contract/channels.ts';
import { AppError } from '../contract/errors.ts';
import type { Page } from '../contract/page.ts';
import type { Principal } from '../contract/principal.ts';
import type { ChannelBody, ChannelView } from '../contract/resources/channel.ts';
import type { Database } from '../platform/database.ts';
import type { Channel, Prisma } from '../platform/generated/client.ts';
import { actorOf, recordAudit } from '../platform/record-audit.ts';
import { createOrReplace, type Stored } from './create-or-replace.ts';
import { lockSiteAgainstDeletion, requireSite } from './sites.ts';

/** The configured channels of a site. There are few, so they fit on one page. @throws AppError SITE_NOT_FOUND */
export async function listChannels(
  database: Database,
  principal: Principal,
  siteId: string,
): Promise<Page<ChannelView>> {
  await requireSite(database, principal, siteId);
  const { organisationId } = principal;
  const rows = await database.prisma.channel.findMany({
    where: { organisationId, siteId },
    orderBy: { kind: 'asc' },
  });
  return { items: rows.map(presentChannel), nextCursor: null };
}

/** @throws AppError SITE_NOT_FOUND, NOT_FOUND */
export async function readChannel(
  database: Database,
  principal: Principal,
  siteId: string,
  kind: ConfigurableChannel,
): Promise<ChannelView> {
  await requireSite(database, principal, siteId);
  const { organisationId } = principal;
  const channel = await database.prisma.channel.findUnique({
    where: { organisationId_siteId_kind: { organisationId, siteId, kind } },
  });
  if (!channel) throw channelNotFound();
  return presentChannel(channel);
}

/** @throws AppError SITE_NOT_FOUND */
export async function storeChannel(
  { prisma }: Database,
  principal: Principal,
  siteId: string,
  kind: ConfigurableChannel,
  { enabled, config }: ChannelBody,
): Promise<Stored<ChannelView>> {
  const key = { organisationId: principal.organisationId, siteId, kind };
  const data = { enabled, config: config as Prisma.InputJsonObject };
  const created = await prisma.$transaction(async (tx) => {
    await lockSiteAgainstDeletion(tx, principal, siteId);
    return createOrReplace(
      () => tx.channel.createMany({ data: { ...key, ...data }, skipDuplicates: true }),
      () => tx.channel.updateMany({ where: key, data }),
    );
  });
  return { created, view: { kind, enabled, config } };
}

/** @throws AppError SITE_NOT_FOUND, NOT_FOUND */
export async function removeChannel(
  database: Database,
  principal: Principal,
  siteId: string,
  kind: ConfigurableChannel,
): Promise<void> {
  await requireSite(database, principal, siteId);
  const { organisationId } = principal;
  await database.prisma.$transaction(async (tx) => {
    const { count } = await tx.channel.deleteMany({ where: { organisationId, siteId, kind } });
    if (count === 0) throw channelNotFound();
    const details = { kind };
    await recordAudit(tx, { ...actorOf(principal), action: 'channel.deleted', subject: siteId, details });
  });
}

function channelNotFound(): AppError {
  return new AppError('NOT_FOUND', 'the site has not configured this channel');
}

function presentChannel({ kind, enabled, config }: Channel): ChannelView {
  return { kind: kind as ConfigurableChannel, enabled, config: config as Record<string, unknown> };
}
