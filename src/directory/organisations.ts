import { AppError } from '../contract/errors.ts';
import type { Page, PageQuery } from '../contract/page.ts';
import { scopes } from '../contract/principal.ts';
import type {
  CreatedOrganisation,
  NewOrganisation,
  Organisation,
  OrganisationChanges,
  OrganisationLimits,
  Suspension,
} from '../contract/resources/organisation.ts';
import type { Database } from '../platform/database.ts';
import type { Prisma, Organisation as Row } from '../platform/generated/client.ts';
import { newId } from '../platform/ids.ts';
import { newestFirst } from '../platform/newest-first.ts';
import { type Batch, byCreation, readPage } from '../platform/read-page.ts';
import { type AuditEntry, recordAudit } from '../platform/record-audit.ts';
import { generateWebhookSecret, placeOfCallbackSecret } from '../platform/secrets.ts';
import type { Services } from '../platform/services.ts';
import { generateApiKey } from './api-key-checksum.ts';
import { addApiKey } from './api-keys.ts';

/**
 * Creates an organisation with its callback secret and a first admin key.
 * @param address the operator's IP address; none for a script
 */
export async function createOrganisation(
  { database, secrets }: Pick<Services, 'database' | 'secrets'>,
  { name }: NewOrganisation,
  address?: string,
): Promise<CreatedOrganisation> {
  const organisationId = newId('org');
  const callbackSecret = secrets.encrypt(generateWebhookSecret(), placeOfCallbackSecret(organisationId));
  const key = generateApiKey();
  return database.prisma.$transaction(async (tx) => {
    const row = await tx.organisation.create({ data: { id: organisationId, name, callbackSecret } });
    const apiKey = await addApiKey(tx, { organisationId, name: 'First admin key', key, scopes });
    const byOperator = { organisationId, actor: 'operator', ...(address ? { address } : {}) };
    await recordAudit(tx, { ...byOperator, action: 'organisation.created', subject: organisationId });
    await recordAudit(tx, { ...byOperator, action: 'api_key.created', subject: apiKey.id });
    return { ...present(row), api_key: key };
  });
}

/** All organisations, newest first. Only for the operator. */
export async function listOrganisations({ prisma }: Database, query: PageQuery): Promise<Page<Organisation>> {
  const read = ({ cursor, take }: Batch) => prisma.organisation.findMany({ ...newestFirst(cursor), take });
  return readPage(query, read, byCreation, present);
}

/** @throws AppError NOT_FOUND */
export async function readOrganisation({ prisma }: Database, id: string): Promise<Organisation> {
  const row = await prisma.organisation.findUnique({ where: { id } });
  if (!row) throw notFound();
  return present(row);
}

/** Changes the name and the given limits. @throws AppError NOT_FOUND */
export function changeOrganisation(
  services: ChangingServices,
  id: string,
  { name, limits = {} }: OrganisationChanges,
  address: string,
): Promise<Organisation> {
  const changes: Prisma.OrganisationUpdateInput = {
    ...(name === undefined ? {} : { name }),
    ...Object.fromEntries(
      Object.entries(limits).map(([limit, value]) => [columns[limit as keyof OrganisationLimits], value]),
    ),
  };
  const details = { limits: { ...limits } };
  return change(services, id, { address, action: 'organisation.changed', details }, () => changes);
}

/** Its keys are refused, and its phases and webhooks wait. @throws AppError NOT_FOUND */
export function suspendOrganisation(
  services: ChangingServices,
  id: string,
  { reason }: Suspension,
  address: string,
): Promise<Organisation> {
  return change(services, id, { address, action: 'organisation.suspended' }, (row) =>
    row.suspendedAt ? null : { suspendedAt: new Date(), suspendedReason: reason || null },
  );
}

/** @throws AppError NOT_FOUND, also for an organisation that is being deleted */
export function resumeOrganisation(
  services: ChangingServices,
  id: string,
  address: string,
): Promise<Organisation> {
  return change(services, id, { address, action: 'organisation.resumed' }, (row) => {
    if (row.deletingSince) throw notFound();
    return row.suspendedAt ? { suspendedAt: null, suspendedReason: null } : null;
  });
}

/** Suspends it and marks it for deletion. The sweeper deletes its rows. @throws AppError NOT_FOUND */
export function startDeletingOrganisation(
  services: ChangingServices,
  id: string,
  address: string,
): Promise<Organisation> {
  const now = new Date();
  return change(services, id, { address, action: 'organisation.deleted' }, (row) =>
    row.deletingSince ? null : { deletingSince: now, suspendedAt: row.suspendedAt ?? now },
  );
}

const columns = {
  requests_per_minute: 'requestsPerMinute',
  daily_tokens: 'dailyTokens',
  daily_usd: 'dailyUsd',
  follow_ups_in_flight: 'followUpsInFlight',
  open_streams: 'openStreams',
} as const satisfies Record<keyof OrganisationLimits, keyof Row>;

/** The services for a change of an organisation, which is signalled to processes that cache its keys. */
type ChangingServices = Pick<Services, 'database' | 'signals'>;

/** Changes a locked organisation and records the change in the audit. `decide` returns null for no change. */
async function change(
  { database, signals }: ChangingServices,
  id: string,
  entry: Pick<AuditEntry, 'action' | 'details'> & { address: string },
  decide: (row: Row) => Prisma.OrganisationUpdateInput | null,
): Promise<Organisation> {
  const changed = await database.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT FROM organisation WHERE id = ${id} FOR UPDATE`;
    const row = await tx.organisation.findUnique({ where: { id } });
    if (!row) throw notFound();
    const changes = decide(row);
    if (!changes) return present(row);
    await recordAudit(tx, { organisationId: id, actor: 'operator', subject: id, ...entry });
    return present(await tx.organisation.update({ where: { id }, data: changes }));
  });
  await signals.publish(id);
  return changed;
}

function limitsOf(row: Pick<Row, (typeof columns)[keyof typeof columns]>): OrganisationLimits {
  return {
    requests_per_minute: row.requestsPerMinute,
    daily_tokens: row.dailyTokens === null ? null : Number(row.dailyTokens),
    daily_usd: row.dailyUsd === null ? null : Number(row.dailyUsd),
    follow_ups_in_flight: row.followUpsInFlight,
    open_streams: row.openStreams,
  };
}

function present(row: Row): Organisation {
  const { id, name, suspendedAt, suspendedReason, deletingSince, createdAt } = row;
  return {
    id,
    name,
    status: deletingSince ? 'deleting' : suspendedAt ? 'suspended' : 'active',
    suspended: suspendedAt && { at: suspendedAt.toISOString(), reason: suspendedReason },
    limits: limitsOf(row),
    created_at: createdAt.toISOString(),
  };
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', 'no such organisation: check the id');
}
