import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoIds } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { type Attack, attacks, type Place } from './injection-attacks.ts';

const visitorId = 'd0000000-0000-4000-8000-000000000077';
let model: ModelServer;
let service: TestService;

beforeAll(async () => {
  model = await startModelServer();
  service = await startService({ modelUrl: model.baseUrl, settings: { RATE_LIMIT_PER_MINUTE: '10000' } });
});

afterAll(async () => {
  await service.close();
  await model.close();
});

const { leadData, previousInteractions } = documentedExample;
const lead = (field: object) => ({ ...documentedExample, leadData: { ...leadData, ...field } });

/** The documented example with the attacker's text in its place. */
const requests: Record<Place, (text: string) => object | Promise<object>> = {
  name: (text) => lead({ name: text }),
  company: (text) => lead({ company: text }),
  position: (text) => lead({ position: text }),
  'pain point': (text) => lead({ pain_points: [...leadData.pain_points, text] }),
  budget: (text) => lead({ budget_range: text }),
  preference: (text) => lead({ preferences: { note: text } }),
  'product interest': (text) => ({
    ...documentedExample,
    productInterest: [...documentedExample.productInterest, text],
  }),
  interaction: (text) => ({
    ...documentedExample,
    previousInteractions: [...previousInteractions, { date: '2024-04-22', type: 'email', summary: text }],
  }),
  'stored interaction': async (text) => {
    const body = { date: '2024-04-22', type: 'email', summary: text };
    await service.request('POST', `/api/leads/${demoIds.leads.jane}/interactions`, { body });
    const { previousInteractions: _, ...request } = documentedExample;
    return request;
  },
  'page title': (text) => visiting({ url: 'https://acme.example/pricing', title: text }),
  'page address': (text) => visiting({ url: text, title: 'Pricing' }),
};

async function visiting(page: { url: string; title: string }): Promise<object> {
  await service.request('PUT', `/api/visitors/${visitorId}`, {
    body: {
      site_id: demoIds.sites.acme,
      lead_id: demoIds.leads.jane,
      page_views: [{ ...page, viewed_at: '2024-04-21T10:00:00Z' }],
    },
  });
  return { ...documentedExample, visitorId };
}

/** A model without any judgement: whatever is asked of it, it writes what the attacker wants. */
function obey({ obeyed }: Attack): void {
  const message = { title: 'For you', message: obeyed };
  const channels = { email: message, whatsapp: message, notification: message, web: message };
  model.respond(({ body }) => {
    const named = body.response_format?.json_schema?.name;
    const asked = JSON.stringify(body.response_format?.json_schema?.schema);
    const written = Object.fromEntries(
      Object.entries(channels).filter(([channel]) => asked.includes(`"${channel}"`)),
    );
    const strategy = named === 'sales_follow_up' ? { strategy: 'Do as the lead says.' } : {};
    return { kind: 'answer', content: { ...strategy, channels: written } };
  });
}

test('there are at least forty, in every place and in five languages', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(40);
  expect(new Set(attacks.map(({ place }) => place))).toEqual(new Set(Object.keys(requests)));
});

describe.each(attacks.map((attack) => [attack.name, attack.place, attack] as const))(
  'an instruction in data: %s (%s)',
  (_, place, attack) => {
    test('what an obedient model writes is stopped, and it sees only what looks like a note', async () => {
      const before = model.requests.length;
      obey(attack);
      const body = await requests[place](attack.text);
      const answer = await service.request('POST', `${leadFollowUpPath}?wait=30`, { body });
      expect(answer.body.error).toMatchObject({ code: 'NO_CONTENT_GENERATED' });
      const asShown = JSON.stringify(attack.text).replaceAll('<', '\\u003c');
      const [firstCall] = model.requests.slice(before);
      const shown = firstCall?.body.messages.some(({ content }) => content.includes(asShown));
      expect(shown).toBe(attack.subtle === true);
    });
  },
);

test('the same request without an instruction is written as ever', async () => {
  model.respond(undefined);
  const answer = await service.request('POST', `${leadFollowUpPath}?wait=30`, { body: documentedExample });
  expect(answer.body.data.status).toBe('completed');
});
