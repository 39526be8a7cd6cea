import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoIds } from '../../prisma/demo-data.ts';
import { leadFollowUpPath } from '../../src/contract/documented-example.ts';
import type { ModelRequest } from '../harness/model-behaviour.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import { startService, type TestService } from '../harness/start-service.ts';

const siteId = 'a0000000-0000-4000-8000-00000000f001';
const agentId = 'c0000000-0000-4000-8000-00000000f001';
const copywriterId = 'c0000000-0000-4000-8000-00000000f002';
const link = 'https://cal.example/sam/intro';
const offer = {
  booking_url: link,
  meeting_minutes: 25,
  availability: 'Tue-Thu 09:00-12:00',
  products: [{ name: 'Automation', price: 12, currency: 'EUR', per: 'seat per month' }],
  proof_points: [{ text: 'Northwind saves 6 hours a week' }],
};
const sales = {
  name: 'Sam Rivera',
  role: 'Sales/CRM Specialist',
  title: 'Account Executive',
  email: 'sam@growth.example',
  phone: '+1 202 555 0143',
  signature: 'Sam Rivera, Growth',
};
const copywriter = {
  name: 'Casey',
  role: 'Content Creator & Copywriter',
  instructions: 'Mention https://meet.example/team.',
};
const request = { siteId, leadId: demoIds.leads.jane, leadData: { name: 'Jane', email: 'jane@acme.com' } };

let model: ModelServer;
let service: TestService;

beforeAll(async () => {
  model = await startModelServer();
  service = await startService({ modelUrl: model.baseUrl });
  const put = (path: string, body: unknown) =>
    service.request('PUT', `/api/sites/${siteId}${path}`, { body });
  await put('', { name: 'Growth', timezone: 'Europe/Berlin', offer });
  await put('/channels/email', {});
  await put(`/agents/${agentId}`, sales);
  await put(`/agents/${copywriterId}`, copywriter);
});

afterAll(async () => {
  await service.close();
  await model.close();
});

const promptOf = ({ body }: ModelRequest) => body.messages.at(-1)?.content ?? '';
const nameOf = ({ body }: ModelRequest) => body.response_format?.json_schema?.name ?? '';

function blockOf(prompt: string, tag: string) {
  return JSON.parse(new RegExp(`<${tag}>\n([^]*?)\n</${tag}>`).exec(prompt)?.[1] ?? 'null');
}

const emailSaying = (text: string) => ({
  title: 'Automation for Jane',
  message: `Hi Jane,\n\n${text}\n\nBest,\nSam Rivera`,
});

/** What was asked and what came of it, when the model writes this in both phases and in its repairs. */
async function followUp(text: string, over: object = {}, meanwhile?: () => Promise<void>) {
  const before = model.requests.length;
  const behave = (asked: ModelRequest) => {
    const channels = Object.fromEntries(
      ['email', 'notification', 'web']
        .filter((channel) => JSON.stringify(asked.body.response_format).includes(`"${channel}"`))
        .map((channel) => [
          channel,
          channel === 'email'
            ? emailSaying(text)
            : { title: 'Automation for you', message: 'Shall we talk about it?' },
        ]),
    );
    const content =
      nameOf(asked) === 'sales_follow_up' ? { strategy: 'Ask for a call.', channels } : { channels };
    return { kind: 'answer', content } as const;
  };
  model.respond(behave);
  const accepted = await service.request('POST', leadFollowUpPath, { body: { ...request, ...over } });
  await meanwhile?.();
  const { id } = accepted.body.data;
  const { body } = await service.request('GET', `/api/follow-ups/${id}?wait=30`);
  return { data: body.data, calls: model.requests.slice(before) };
}

describe('the sender and the offer', () => {
  test('are told to both phases, signed by the agent of the first, with the day and time of the site', async () => {
    const { data, calls } = await followUp(`Pick a time for our 25 minutes: ${link}. It is €12 per seat.`);
    expect(calls.map(nameOf)).toEqual(['sales_follow_up', 'refined_messages']);
    for (const call of calls) {
      const { sender, offer: told } = blockOf(promptOf(call), 'facts');
      const { name, title, email, phone, signature } = sales;
      expect(sender).toEqual({ name, title, email, phone, signature });
      expect(told).toMatchObject(offer);
      expect(blockOf(promptOf(call), 'writing')).toMatchObject({
        today: expect.stringMatching(/^[A-Z][a-z]+day, \d{4}-\d\d-\d\d$/),
        local_time: expect.stringMatching(/^\d\d:\d\d$/),
        time_zone: 'Europe/Berlin',
        sender: { name: 'Sam Rivera', site: 'Growth' },
      });
    }
    expect(data.messages.email.message).toContain(link);
    expect(data.quality.email.refined).toBe(true);
  });

  test("another booking link is refused, and one in an agent's instructions is not", async () => {
    const refused = await followUp('Pick a time: https://cal.example/eve/intro');
    expect(refused.calls.map(nameOf).filter((name) => name === 'repaired_messages')).not.toHaveLength(0);
    expect(refused.data.messages).not.toHaveProperty('email');
    const taken = await followUp('Meet us: https://meet.example/team');
    expect(taken.data.messages.email.message).toContain('https://meet.example/team');
  });

  test('the request wins over the site, field by field', async () => {
    const other = 'https://cal.example/other';
    const { data, calls } = await followUp(`Pick a time: ${other}`, {
      offer: { bookingUrl: other, callToAction: 'Book a call', products: [], availability: ' ' },
    });
    const told = blockOf(promptOf(calls[0] as ModelRequest), 'facts').offer;
    expect(told).toMatchObject({ ...offer, booking_url: other, call_to_action: 'Book a call', products: [] });
    expect(data.messages.email.message).toContain(other);
    const { facts } = await service.services.database.prisma.followUp.findUniqueOrThrow({
      where: { id: data.id },
    });
    expect((facts as { sources: object }).sources).toMatchObject({
      'offer.booking_url': 'request',
      'offer.meeting_minutes': 'site',
      sender: 'agent',
    });
  });

  test('stay as they were when the follow-up was accepted', async () => {
    const late = 'https://cal.example/late';
    const { calls } = await followUp('Could we talk?', {}, async () => {
      await service.request('PUT', `/api/sites/${siteId}`, {
        body: { name: 'Growth', timezone: 'Europe/Berlin', offer: { booking_url: late } },
      });
    });
    for (const call of calls) expect(promptOf(call)).not.toContain(late);
    await service.request('PUT', `/api/sites/${siteId}`, {
      body: { name: 'Growth', timezone: 'Europe/Berlin', offer },
    });
  });
});

test.each([
  [
    { bookingUrl: 'http://cal.example' },
    'offer.booking_url: must be an https URL without a user name or password',
  ],
  [{ meeting_minutes: 4 }, 'offer.meeting_minutes: must be at least 5'],
  [
    { availability: 'mornings' },
    /^offer\.availability: must be days and times such as "Tue-Thu 09:00-12:00"/,
  ],
])('an offer in a request is checked like that of a site: %j', async (given, message) => {
  const { status, body } = await service.request('POST', leadFollowUpPath, {
    body: { ...request, offer: given },
  });
  expect(status).toBe(400);
  expect(body.error.message).toMatch(message);
});
