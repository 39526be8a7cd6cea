import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoIds } from '../../prisma/demo-data.ts';
import { leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { startService, type TestService } from '../harness/start-service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false });
});

afterAll(() => service.close());

const { acme } = demoIds.sites;
const { jane } = demoIds.leads;
const email = 'jo@x.example';

const post = (body: object) =>
  service.request('POST', leadFollowUpPath, { body: { siteId: acme, leadId: jane, ...body } });

/** What the writers get of a lead that is only sent along. */
async function factsOf(leadData: object) {
  const answer = await post({ leadId: crypto.randomUUID(), leadData });
  expect(answer.body).toMatchObject({ success: true });
  const { id, warnings } = answer.body.data;
  const { facts } = await service.services.database.prisma.followUp.findUniqueOrThrow({ where: { id } });
  return { facts: facts as { lead: Record<string, unknown>; language: string }, warnings };
}

describe('values of leadData are cleaned', () => {
  test('phone, email, entities and locale', async () => {
    const { facts, warnings } = await factsOf({
      name: 'Jo Doe',
      company: 'O&#39;Neill &amp; Sons',
      email: `Jo <mailto:${email}>`,
      phone: 'tel:+1 (415) 555-2671 ext. 89',
      locale: 'de_AT',
      pain_points: ['R&amp;D takes too long'],
    });
    expect(facts.lead).toMatchObject({
      company: "O'Neill & Sons",
      email,
      phone: '+1 415 555 2671',
      pain_points: ['R&D takes too long'],
    });
    expect(facts.language).toBe('de-AT');
    expect(warnings).toContainEqual('leadData.phone has an extension, which is left out');
  });

  test('what says that there is no value is none, with a warning', async () => {
    const { facts, warnings } = await factsOf({ name: 'null', company: 'None', position: '#REF!', email });
    expect(facts.lead).toMatchObject({ name: null, company: null, position: null, email });
    expect(warnings.filter((text: string) => text.endsWith('it is ignored'))).toHaveLength(3);
  });

  test('an unknown language is refused with what is accepted', async () => {
    const { status, body } = await post({ leadData: { locale: 'klingon' } });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.stringMatching(/leadData\.locale.*BCP 47.*German/),
    });
    expect((await post({ leadData: { locale: 'english' } })).status).toBe(202);
  });

  test('two addresses in one field are refused', async () => {
    const { status, body } = await post({ leadData: { email: 'a@x.example, b@x.example' } });
    expect([status, body.error.details.parameter]).toEqual([400, 'leadData.email']);
  });
});

describe('a blank', () => {
  test('in leadData leaves the stored value, with a warning', async () => {
    const { body } = await post({ leadData: { email: '', name: ' ', locale: ' ' } });
    const { id, warnings } = body.data;
    const { facts } = await service.services.database.prisma.followUp.findUniqueOrThrow({ where: { id } });
    expect(facts).toMatchObject({ lead: { name: 'Jane Smith', email: 'jane@acme.com' } });
    expect(warnings).toEqual(
      expect.arrayContaining(
        ['name', 'email', 'locale'].map((field) => `leadData.${field} is blank: a stored value stays`),
      ),
    );
  });

  test('optional parameter counts as missing, with a warning', async () => {
    const { status, body } = await post({
      userId: '',
      agent_id: ' ',
      visitorId: '',
      callbackUrl: '',
      followUpInterval: '',
      productInterest: '',
      metadata: '',
    });
    expect(status).toBe(202);
    expect(body.data.warnings).toEqual(
      expect.arrayContaining(
        [
          'userId',
          'agent_id',
          'visitorId',
          'callbackUrl',
          'followUpInterval',
          'productInterest',
          'metadata',
        ].map((name) => `${name} is blank and was ignored`),
      ),
    );
  });

  test('phone_number is refused', async () => {
    const { status, body } = await post({ phone_number: '' });
    expect([status, body.error.code]).toEqual([400, 'INVALID_PHONE_NUMBER']);
  });
});

describe('a note that the lead must not be contacted', () => {
  test('stops the follow-up, and the details say why without the name', async () => {
    const { status, body } = await post({ leadData: { name: 'Jane Smith (DO NOT CONTACT)' } });
    expect([status, body.error.code]).toEqual([400, 'NO_VALID_CHANNELS_FOR_LEAD']);
    expect(body.error.details.skipped_channels).toContainEqual({
      channel: 'email',
      reason: expect.stringContaining('says not to contact it'),
    });
    expect(JSON.stringify(body)).not.toContain('Jane');
  });

  test('by phone alone skips WhatsApp, and no message sees it', async () => {
    const { facts } = await factsOf({ name: 'Jo Doe - do not call', email, phone: '+1 415 555 2671' });
    expect(facts.lead['name']).toBe('Jo Doe');
  });
});

test('PUT and leadData read the same values', async () => {
  const leadId = crypto.randomUUID();
  const path = `/api/sites/${acme}/leads/${leadId}`;
  const body = {
    name: 'Jane null',
    company: '(not set)',
    email: `<${email.toUpperCase()}>`,
    phone: 'p:+14155552671',
    locale: 'EN-us',
  };
  const answer = await service.request('PUT', path, { body });
  expect(answer.body.data).toMatchObject({
    name: 'Jane',
    company: null,
    email: 'JO@x.example',
    phone: '+14155552671',
    locale: 'en-US',
  });
  const refused = await service.request('PUT', path, { body: { ...body, phone: 'call me' } });
  expect([refused.status, refused.body.error.code]).toEqual([400, 'INVALID_PHONE_NUMBER']);
});

test('PATCH cleans what it sends, and not again what is stored', async () => {
  const path = `/api/sites/${acme}/leads/${crypto.randomUUID()}`;
  await service.request('PUT', path, { body: { name: 'Jo', company: 'A&amp;amp;B' } });
  const { body } = await service.request('PATCH', path, {
    body: { position: 'R&amp;D', phone: 'tel:+14155552671' },
  });
  expect(body.data).toMatchObject({ company: 'A&amp;B', position: 'R&D', phone: '+14155552671' });
  const refused = await service.request('PATCH', path, { body: { phone: 'call me' } });
  expect([refused.status, refused.body.error.code]).toEqual([400, 'INVALID_PHONE_NUMBER']);
});

describe('names of the facts in a message', () => {
  const check = async (company: string, message: string, pains: string[] = []) => {
    const { body } = await service.request('POST', '/api/messages/check', {
      body: {
        channel: 'whatsapp',
        title: 'Your question',
        message,
        locale: 'en',
        facts: { lead: { name: 'Jo Doe', company, pain_points: pains } },
      },
    });
    return body.data.violations.filter(({ severity }: { severity: string }) => severity === 'error');
  };
  const hello = (company: string) =>
    `Hi Jo, thanks for asking about reporting at ${company}. Shall we talk about it this week?`;

  test.each([
    ...['TBC Bank', 'TBA Group', 'XXX Lutz', 'NaN Labs', '[x]cube LABS', '{Code} Nation', 'TODO Studio'],
    ...['Undefined Inc', 'Your Company', 'Null', 'First Name Tags', 'Lorem Ipsum Ltd'],
    ...['Booking.com', 'monday.com', 'Caffè.it'],
  ])('%s is no placeholder and no link', async (company) => {
    expect(await check(company, hello(company))).toEqual([]);
  });

  test('a name that the pain points say is a name too', async () => {
    const text = 'Hi Jo, you mentioned that moving from monday.com takes long. Shall we talk this week?';
    expect(await check('Acme', text, ['moving from monday.com takes long'])).toEqual([]);
  });

  test.each(['https://monday.com/pricing', 'monday.com/pricing', 'www.monday.com/x?y=1'])(
    'but the name may not become the link %s',
    async (link) => {
      const found = await check('monday.com', `Hi Jo, see ${link} for more. Shall we talk this week?`);
      expect(found).toMatchObject([{ rule: 'url' }]);
    },
  );

  test.each(['[company]', '{company}', '{{company}} Bank', 'TBD'])(
    '%s is still a placeholder',
    async (company) => {
      const found = await check('TBC Bank', hello(company));
      expect(found.map(({ rule }: { rule: string }) => rule)).toContain('placeholder');
    },
  );
});
