import { newestFirst } from '../contract/newest-first.ts';
import type { Page, PageQuery } from '../contract/page.ts';
import { scopes } from '../contract/principal.ts';
import type {
  CreatedOrganisation,
  NewOrganisation,
  Organisation,
} from '../contract/resources/organisation.ts';
import type { Database } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { type Batch, byCreation, readPage } from '../platform/read-page.ts';
import { recordAudit } from '../platform/record-audit.ts';
import { generateWebhookSecret, placeOfCallbackSecret } from '../platform/secrets.ts';
import type { Services } from '../platform/services.ts';
import { generateApiKey } from './api-key-checksum.ts';
import { addApiKey } from './api-keys.ts';

/**
 * Makes an organisation with its callback secret and a first key that may do everything in it.
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

/** All organisations, newest first: for the operator alone. */
export async function listOrganisations({ prisma }: Database, query: PageQuery): Promise<Page<Organisation>> {
  const read = ({ cursor, take }: Batch) => prisma.organisation.findMany({ ...newestFirst(cursor), take });
  return readPage(query, read, byCreation, present);
}

function present({ id, name, createdAt }: { id: string; name: string; createdAt: Date }): Organisation {
  return { id, name, created_at: createdAt.toISOString() };
}
