import { roleByPhase } from '../../src/contract/agents.ts';
import { scopes } from '../../src/contract/principal.ts';
import { generateApiKey } from '../../src/directory/api-key-checksum.ts';
import { addApiKey } from '../../src/directory/api-keys.ts';
import type { Closable } from '../../src/platform/closables.ts';
import { newId } from '../../src/platform/ids.ts';
import { generateWebhookSecret, placeOfCallbackSecret } from '../../src/platform/secrets.ts';
import type { Services } from '../../src/platform/services.ts';
import type { ApiClient } from './api-client.ts';
import type { EvalSite } from './eval-sites.ts';
import { idOf } from './id-of.ts';

/** Creates an organisation for one run. Closing it deletes it with all its data. */
export async function openOrganisation({
  database,
  secrets,
}: Services): Promise<Closable & { apiKey: string }> {
  const organisationId = newId('org');
  const apiKey = generateApiKey();
  const callbackSecret = secrets.encrypt(generateWebhookSecret(), placeOfCallbackSecret(organisationId));
  await database.prisma.$transaction(async (tx) => {
    await tx.organisation.create({ data: { id: organisationId, name: 'Evaluation', callbackSecret } });
    await addApiKey(tx, { organisationId, name: 'Evaluation', key: apiKey, scopes });
  });
  return {
    apiKey,
    async close() {
      await database.prisma.organisation.delete({ where: { id: organisationId } });
    },
  };
}

/** Stores the sites with their channels and agents, using the endpoints that a CRM would use. */
export async function storeSites(client: ApiClient, sites: readonly EvalSite[]): Promise<void> {
  for (const { site, channels, sender, instructions } of sites) {
    const path = `/api/sites/${idOf('site', site.name)}`;
    await client.put(path, site);
    for (const kind of channels) await client.put(`${path}/channels/${kind}`, { config: {} });
    for (const [phase, role] of Object.entries(roleByPhase)) {
      const agent = { ...(phase === 'sales' ? sender : { name: phase }), role, instructions };
      await client.put(`${path}/agents/${idOf(phase, site.name)}`, agent);
    }
  }
}
