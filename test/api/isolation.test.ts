import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { routes } from '../../api/routes.ts';
import { demoIds, otherKey } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { newId } from '../../src/platform/ids.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';

let service: TestService;
/** For each kind of path, the ids of the demo organisation that stand in it. */
let idsByPath: [pattern: RegExp, ids: Record<string, string>][];

beforeAll(async () => {
  service = await startService({ workers: false });
  const { body } = await service.request('POST', leadFollowUpPath, { body: documentedExample });
  const { prisma } = service.services.database;
  const organisationId = demoIds.organisation;
  const interaction = await prisma.interaction.findFirstOrThrow({ where: { organisationId } });
  const apiKey = await prisma.apiKey.findFirstOrThrow({ where: { organisationId } });
  const visitorId = 'd0000000-0000-4000-8000-000000000001';
  const endpoint = await prisma.webhookEndpoint.create({
    data: {
      id: newId('whe'),
      organisationId,
      url: 'https://hooks.acme.com/',
      events: ['follow_up.completed'],
      secret: Buffer.from('sealed'),
    },
  });
  const event = await prisma.event.findFirstOrThrow({ where: { followUpId: body.data.id } });
  const delivery = await prisma.delivery.create({
    data: {
      id: newId('whd'),
      organisationId,
      eventId: event.id,
      endpointId: endpoint.id,
      url: endpoint.url,
      status: 'failed',
      finishedAt: new Date(),
    },
  });
  await prisma.visitor.create({ data: { organisationId, id: visitorId, siteId: demoIds.sites.acme } });
  const leadImport = await prisma.leadImport.create({
    data: { id: newId('imp'), organisationId, siteId: demoIds.sites.acme, dryRun: false, status: 'queued' },
  });
  const sequenceId = demoIds.sequences.afterDemo;
  const enrollment = await prisma.enrollment.create({
    data: {
      id: newId('enr'),
      organisationId,
      siteId: demoIds.sites.acme,
      sequenceId,
      leadId: demoIds.leads.jane,
      baseAt: new Date(),
    },
  });
  const suppression = await prisma.suppression.create({
    data: { id: newId('sup'), organisationId, channel: 'email', hash: 'hashed' },
  });
  idsByPath = [
    [/^\/api\/follow-ups/, { id: body.data.id, deliveryId: delivery.id, channel: 'email' }],
    [/^\/api\/sequences/, { id: sequenceId }],
    [/^\/api\/enrollments/, { id: enrollment.id }],
    [/^\/api\/suppressions/, { id: suppression.id }],
    [/^\/api\/webhook-endpoints/, { id: endpoint.id }],
    [/^\/api\/commands/, { id: body.data.command_ids.sales }],
    [/^\/api\/api-keys/, { id: apiKey.id }],
    [
      /^\/api\/sites/,
      {
        id: demoIds.sites.acme,
        kind: 'email',
        agentId: demoIds.agents.sales,
        leadId: demoIds.leads.jane,
        sequenceId,
      },
    ],
    [/^\/api\/leads/, { id: demoIds.leads.jane, interactionId: interaction.id }],
    [/^\/api\/visitors/, { id: visitorId }],
    [/^\/api\/imports/, { id: leadImport.id }],
  ];
});

afterAll(() => service.close());

/** A body that each endpoint would take. */
const bodies: Record<string, unknown> = {
  '/api/agents/sales/leadFollowUp': documentedExample,
  '/api/api-keys': { name: 'Stolen', scopes: ['admin'], site_id: demoIds.sites.acme },
  '/api/messages/check': { channel: 'web', title: 'Hello', message: 'A text that is long enough' },
  '/api/webhook-endpoints': { url: 'https://8.8.8.8/stolen' },
  '/api/webhook-endpoints/:id': { url: 'https://8.8.8.8/stolen' },
  '/api/webhook-endpoints/:id/replay': { since: '2020-01-01' },
  '/api/sites/:id/channels/:kind': { enabled: false },
  '/api/sites/:id/agents/:agentId': { name: 'Mallory', role: 'Sales/CRM Specialist' },
  '/api/sites/:id/leads/:leadId': { name: 'Mallory', email: 'mallory@other.example' },
  '/api/follow-ups/:id/messages/:channel': { title: 'stolen' },
  '/api/follow-ups/:id/approve': { revisions: { email: 1 } },
  '/api/follow-ups/:id/reject': { reason: 'stolen' },
  '/api/sites/:id/sequences/:sequenceId': { name: 'Stolen', steps: [{ wait: '0 days' }] },
  '/api/sequences/:id/enrollments': { lead_id: demoIds.leads.jane },
  '/api/sequences/:id/enrollments/bulk': { enrollments: [{ lead_id: demoIds.leads.jane }] },
  '/api/lead-events': {
    source: 'mail',
    external_id: '1',
    type: 'reply',
    at: '2024-01-01',
    email: 'jane@acme.com',
  },
  '/api/suppressions': { channel: 'email', address: 'jane@acme.com' },
  '/api/leads/:id/interactions': { date: '2024-01-01', type: 'call', summary: 'stolen' },
};
/** These make something of one's own under an id that another organisation uses too; the other's stays as it is. */
const ownUnderTheSameId = ['put /api/sites/:id', 'put /api/visitors/:id'];

/** Everything that belongs to the demo organisation, as the database has it. */
async function snapshot(): Promise<string> {
  const { pool } = service.services.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'organisation_id' ORDER BY 1",
  );
  const parts: unknown[] = [];
  for (const { name } of tables) {
    // When a key was last used is not the other's doing.
    const { rows } = await pool.query(
      `SELECT to_jsonb(t) - 'last_used_at' AS row FROM "${name}" t WHERE organisation_id = $1 ORDER BY 1`,
      [demoIds.organisation],
    );
    parts.push([name, rows]);
  }
  return JSON.stringify(parts);
}

test("no endpoint reads or changes anything of another organisation's", async () => {
  const { prisma } = service.services.database;
  // Written a moment after the request, by the service itself.
  await until(async () => (await prisma.followUp.count({ where: { enqueuedAt: null } })) === 0);
  const before = await snapshot();
  expect(before).toContain('jane@acme.com');
  for (const [method, pattern, scope] of routes) {
    if (scope === 'operator') continue;
    const ids = idsByPath.find(([kind]) => kind.test(pattern))?.[1] ?? {};
    const path = pattern.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? 'missing');
    expect(path).not.toContain('missing');
    const answer = await service.request(method.toUpperCase(), path, {
      headers: { 'x-api-key': otherKey },
      ...(method === 'get' || method === 'delete' ? {} : { body: bodies[pattern] ?? {} }),
    });
    const name = `${method} ${pattern}`;
    const shown = JSON.stringify(answer.body);
    expect({ name, shown }).not.toEqual({ name, shown: expect.stringMatching(/jane|acme\.com|Juana/i) });
    if (pattern.includes(':') && !ownUnderTheSameId.includes(name)) {
      expect({ name, status: answer.status }).toEqual({ name, status: 404 });
    }
  }
  expect(await snapshot()).toBe(before);
});
