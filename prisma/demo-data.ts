import { roleByPhase } from '../src/contract/agents.ts';
import { type Scope, scopes } from '../src/contract/principal.ts';
import { addApiKey } from '../src/directory/api-keys.ts';
import type { Database, DatabaseClient } from '../src/platform/database.ts';
import { idFromUuid, newId } from '../src/platform/ids.ts';
import { placeOfCallbackSecret, type Secrets } from '../src/platform/secrets.ts';

/** Public on purpose: they open an embedded database on loopback and nothing else. */
export const demoKey = 'lf_demo_key';
export const otherKey = 'lf_other_key';
const demoCallbackSecret = 'whsec_bGVhZC1mb2xsb3d1cC1kZW1vLWNhbGxiYWNrLTAwMDE=';
const otherCallbackSecret = 'whsec_bGVhZC1mb2xsb3d1cC1kZW1vLWNhbGxiYWNrLTAwMDI=';

const id = (group: 'a' | 'b' | 'c' | 'e' | 'f', number: number) =>
  `${group}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const day = (date: string) => new Date(`${date}T12:00:00Z`);

export const demoIds = {
  organisation: idFromUuid('org', id('e', 1)),
  otherOrganisation: idFromUuid('org', id('e', 2)),
  sites: {
    acme: id('a', 1),
    noChannels: id('a', 2),
    emailOnly: id('a', 3),
    noSalesAgent: id('a', 4),
    other: id('a', 9),
  },
  leads: {
    jane: id('b', 1),
    phoneOnly: id('b', 2),
    noContact: id('b', 3),
    onEmailOnlySite: id('b', 4),
    phoneOnEmailOnlySite: id('b', 5),
    onSiteWithoutChannels: id('b', 6),
    onSiteWithoutSalesAgent: id('b', 7),
    juana: id('b', 8),
    other: id('b', 9),
  },
  agents: { sales: id('c', 1), copywriter: id('c', 2), inactiveSales: id('c', 3) },
  sequences: { afterDemo: id('f', 1) },
} as const;

export interface DemoOrganisation {
  organisationId: string;
  apiKey: string;
}

/** Loads the demo data, unless the database holds an organisation already. */
export async function loadDemoData({ prisma }: Database, secrets: Secrets): Promise<void> {
  await prisma.$transaction(async (tx) => {
    // Two processes that start at once load it once.
    await tx.$executeRaw`LOCK TABLE organisation IN EXCLUSIVE MODE`;
    if ((await tx.organisation.count()) > 0) return;
    await createDemoOrganisation(tx, secrets, { organisationId: demoIds.organisation, apiKey: demoKey });
    await createOtherOrganisation(tx, secrets);
  });
}

/** The demo organisation with all its sites, agents and leads. Their ids are free to be used by each organisation. */
export async function createDemoOrganisation(
  client: DatabaseClient,
  secrets: Secrets,
  { organisationId, apiKey }: DemoOrganisation,
): Promise<void> {
  const callbackSecret = secrets.encrypt(demoCallbackSecret, placeOfCallbackSecret(organisationId));
  await client.organisation.create({ data: { id: organisationId, name: 'Demo', callbackSecret } });
  await addApiKey(client, { organisationId, name: 'Demo', key: apiKey, scopes: allScopes });
  await createSites(client, organisationId);
  await createAgents(client, organisationId);
  await createLeads(client, organisationId);
  await createSequence(client, organisationId);
}

const allScopes: readonly Scope[] = scopes;

async function createSites(client: DatabaseClient, organisationId: string): Promise<void> {
  const { acme, noChannels, emailOnly, noSalesAgent } = demoIds.sites;
  const site = { organisationId, locale: 'en', timezone: 'America/New_York' };
  await client.site.createMany({
    data: [
      {
        ...site,
        id: acme,
        name: 'Acme',
        url: 'https://acme.example',
        voice: {
          tone: 'warm, direct, concrete',
          approved_claims: ['You can cancel at any time'],
          forbidden_words: ['revolutionary', 'game-changing'],
        },
        offer: {
          booking_url: 'https://acme.example/meet',
          meeting_minutes: 20,
          availability: 'Tue-Thu 09:00-12:00',
          products: [
            {
              name: 'Content automation',
              description: 'Plans, writes and schedules posts',
              price: 49,
              currency: 'USD',
              per: 'seat per month',
              url: 'https://acme.example/content-automation',
            },
          ],
          proof_points: [
            { text: 'Northwind publishes 3 times as often', source: 'https://acme.example/northwind' },
          ],
          call_to_action: null,
        },
      },
      { ...site, id: noChannels, name: 'Quiet Harbour', url: 'https://quiet-harbour.example' },
      {
        ...site,
        id: emailOnly,
        name: 'Letterbox',
        url: 'https://letterbox.example',
        timezone: 'Europe/Berlin',
      },
      { ...site, id: noSalesAgent, name: 'Selfserve', url: 'https://selfserve.example' },
    ],
  });
  const email = { organisationId, kind: 'email' };
  await client.channel.createMany({
    data: [
      { ...email, siteId: acme, config: { from: 'hello@acme.example' } },
      { organisationId, kind: 'whatsapp', siteId: acme, config: { from: '+12025550143' } },
      { ...email, siteId: emailOnly, config: { from: 'hello@letterbox.example' } },
      { ...email, siteId: noSalesAgent, config: { from: 'hello@selfserve.example' } },
    ],
  });
}

async function createAgents(client: DatabaseClient, organisationId: string): Promise<void> {
  const { acme, noChannels, emailOnly } = demoIds.sites;
  const sales = { organisationId, role: roleByPhase.sales };
  await client.agent.createMany({
    data: [
      {
        ...sales,
        id: demoIds.agents.sales,
        siteId: acme,
        name: 'Sam',
        title: 'Account Executive',
        createdAt: day('2024-01-02'),
      },
      {
        organisationId,
        role: roleByPhase.copywriter,
        id: demoIds.agents.copywriter,
        siteId: acme,
        name: 'Casey',
        createdAt: day('2024-01-02'),
      },
      // The newest of the site: it would be chosen if only the date counted.
      {
        ...sales,
        id: demoIds.agents.inactiveSales,
        siteId: acme,
        name: 'Robin',
        status: 'inactive',
        createdAt: day('2024-02-01'),
      },
      { ...sales, id: id('c', 4), siteId: noChannels, name: 'Noor', createdAt: day('2024-01-02') },
      { ...sales, id: id('c', 5), siteId: emailOnly, name: 'Lena', createdAt: day('2024-01-02') },
    ],
  });
}

async function createLeads(client: DatabaseClient, organisationId: string): Promise<void> {
  const { sites, leads } = demoIds;
  await client.lead.createMany({
    data: [
      {
        organisationId,
        id: leads.jane,
        siteId: sites.acme,
        name: 'Jane Smith',
        company: 'Acme Inc.',
        position: 'Marketing Director',
        email: 'jane@acme.com',
        phone: '+1234567890',
        painPoints: ['time-consuming content creation', 'measuring ROI'],
        budgetRange: '$5000-$10000',
        leadStage: 'qualified',
      },
      { organisationId, id: leads.phoneOnly, siteId: sites.acme, name: 'Tom Becker', phone: '+49 30 901820' },
      { organisationId, id: leads.noContact, siteId: sites.acme, name: 'Ada Park', company: 'Parkside Labs' },
      {
        organisationId,
        id: leads.onEmailOnlySite,
        siteId: sites.emailOnly,
        name: 'Mia Novak',
        company: 'Novak Print',
        email: 'mia@novak-print.example',
        painPoints: ['late proofs'],
        leadStage: 'new',
      },
      {
        organisationId,
        id: leads.phoneOnEmailOnlySite,
        siteId: sites.emailOnly,
        name: 'Luis Ortega',
        phone: '+34 910 505 000',
      },
      {
        organisationId,
        id: leads.onSiteWithoutChannels,
        siteId: sites.noChannels,
        name: 'Ines Costa',
        email: 'ines@costa.example',
      },
      {
        organisationId,
        id: leads.onSiteWithoutSalesAgent,
        siteId: sites.noSalesAgent,
        name: 'Ben Ito',
        email: 'ben@ito.example',
      },
      {
        organisationId,
        id: leads.juana,
        siteId: sites.acme,
        name: 'Juana Herrero',
        company: 'Acme Ibérica',
        position: 'Directora de marketing',
        email: 'juana@acme-iberica.example',
        phone: '+34 910 505 001',
        painPoints: ['la creación de contenidos', 'la medición del retorno'],
        leadStage: 'qualified',
        locale: 'es',
      },
    ],
  });
  const history = { organisationId, leadId: leads.jane };
  await client.interaction.createMany({
    data: [
      {
        ...history,
        id: newId('int'),
        date: day('2024-04-15'),
        type: 'email',
        summary: 'Initial contact with product information',
      },
      {
        ...history,
        id: newId('int'),
        date: day('2024-04-20'),
        type: 'call',
        summary: 'Discussed specific product features and pricing',
      },
    ],
  });
}

async function createSequence(client: DatabaseClient, organisationId: string): Promise<void> {
  const step = { follow_up_type: 'email', channels: null, review: false };
  await client.sequence.create({
    data: {
      organisationId,
      id: demoIds.sequences.afterDemo,
      siteId: demoIds.sites.acme,
      name: 'After a demo',
      steps: [
        { ...step, key: 'thanks', wait: '0 days', brief: 'thank them, sum up what they saw' },
        {
          ...step,
          key: 'question',
          wait: '3 business days',
          channels: ['email', 'whatsapp'],
          brief: 'answer the open question',
        },
        { ...step, key: 'last', wait: 'P1W', brief: 'last note, leave the door open', review: true },
      ],
      window: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00', timezone: 'lead' },
      stopOn: ['reply', 'meeting_booked', 'opt_out', 'bounce', 'stage:won', 'stage:lost'],
      dailyLimit: 200,
    },
  });
}

async function createOtherOrganisation(client: DatabaseClient, secrets: Secrets): Promise<void> {
  const organisationId = demoIds.otherOrganisation;
  const callbackSecret = secrets.encrypt(otherCallbackSecret, placeOfCallbackSecret(organisationId));
  await client.organisation.create({ data: { id: organisationId, name: 'Other', callbackSecret } });
  await addApiKey(client, { organisationId, name: 'Other', key: otherKey, scopes: allScopes });
  const siteId = demoIds.sites.other;
  await client.site.create({
    data: {
      organisationId,
      id: siteId,
      name: 'Otherwise',
      url: 'https://otherwise.example',
      locale: 'en',
      timezone: 'UTC',
    },
  });
  await client.channel.create({ data: { organisationId, siteId, kind: 'email' } });
  await client.agent.create({
    data: {
      organisationId,
      id: id('c', 9),
      siteId,
      role: roleByPhase.sales,
      name: 'Oda',
      createdAt: day('2024-01-02'),
    },
  });
  await client.lead.create({
    data: {
      organisationId,
      id: demoIds.leads.other,
      siteId,
      name: 'Olu Adeyemi',
      email: 'olu@adeyemi.example',
    },
  });
}
