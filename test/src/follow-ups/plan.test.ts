import { describe, expect, test } from '@jest/globals';
import { roleByPhase } from '../../../src/contract/agents.ts';
import { AppError } from '../../../src/contract/errors.ts';
import type { Facts } from '../../../src/contract/facts.ts';
import type { DirectorySite } from '../../../src/directory/read-directory.ts';
import { planFollowUp } from '../../../src/follow-ups/plan.ts';

const none = { optOuts: [], ruledOut: [], only: null, suppressed: [] };
const agent = (id: string, role: 'sales' | 'copywriter', userId: string | null = null) => ({
  id,
  userId,
  name: id,
  role: roleByPhase[role],
  title: null,
  email: null,
  phone: null,
  signature: null,
  instructions: null,
  model: null,
  max_tokens: null,
});
const site = (over: Partial<DirectorySite> = {}): DirectorySite => ({
  name: 'Acme',
  url: null,
  locale: 'en',
  timezone: 'UTC',
  voice: { tone: null, language: null, approved_claims: [], forbidden_words: [] },
  offer: null,
  factCheck: null,
  review: null,
  enabledChannels: ['email', 'whatsapp'],
  agents: [agent('newest', 'sales'), agent('own', 'sales', 'user-1'), agent('writer', 'copywriter')],
  ...over,
});
const lead = (over: Partial<Facts['lead']> = {}): Facts['lead'] => ({
  name: 'Jane',
  company: null,
  position: null,
  email: 'jane@acme.com',
  phone: '+1234567890',
  pain_points: [],
  budget_range: null,
  preferences: {},
  ...over,
});
const request = { site_id: 's', lead_id: 'l' };

function refusalOf(run: () => unknown): AppError {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('it was planned');
}

describe('the sales agent', () => {
  test.each([
    ['the newest of the site', {}, 'newest'],
    ["the user's own", { user_id: 'user-1' }, 'own'],
    ['the newest of the site when the user has none', { user_id: 'user-2' }, 'newest'],
    ['the one that is named', { agent_id: 'own' }, 'own'],
  ])('is %s', (_which, over, expected) => {
    expect(planFollowUp({ ...request, ...over }, site(), lead(), none).agents.sales.id).toBe(expected);
  });

  test.each([
    ['named but unknown', { agent_id: 'nobody' }, site()],
    ['named and of another role', { agent_id: 'writer' }, site()],
    ['missing on the site', {}, site({ agents: [agent('writer', 'copywriter')] })],
  ])('is AGENT_NOT_FOUND when %s', (_why, over, on) => {
    expect(refusalOf(() => planFollowUp({ ...request, ...over }, on, lead(), none)).code).toBe(
      'AGENT_NOT_FOUND',
    );
  });

  test('may stand alone: the copywriter is optional', () => {
    const plan = planFollowUp(request, site({ agents: [agent('newest', 'sales')] }), lead(), none);
    expect(plan.agents.copywriter).toBeNull();
  });
});

describe('the channels', () => {
  test.each<
    [string, DirectorySite, Facts['lead'], ('email' | 'whatsapp' | 'notification' | 'web')[], string[]]
  >([
    ['everything', site(), lead(), [], ['email', 'whatsapp', 'notification', 'web']],
    ['no phone', site(), lead({ phone: null }), [], ['email', 'notification', 'web']],
    ['a phone that is none', site(), lead({ phone: 'ask me' }), [], ['email', 'notification', 'web']],
    ['no email', site(), lead({ email: null }), [], ['whatsapp', 'notification', 'web']],
    [
      'email alone on the site',
      site({ enabledChannels: ['email'] }),
      lead(),
      [],
      ['email', 'notification', 'web'],
    ],
    ['opted out of WhatsApp and web', site(), lead(), ['whatsapp', 'web'], ['email', 'notification']],
  ])('with %s', (_case, on, of, optOuts, expected) => {
    const plan = planFollowUp(request, on, of, { ...none, optOuts });
    expect(plan.channels).toEqual(expected);
    const skipped = plan.skipped_channels.map(({ channel }) => channel);
    expect([...expected, ...skipped].sort()).toEqual(['email', 'notification', 'web', 'whatsapp']);
    expect(plan.skipped_channels.every(({ reason }) => reason.length > 0)).toBe(true);
  });

  test('are NO_CHANNELS_CONFIGURED on a site with neither', () => {
    expect(refusalOf(() => planFollowUp(request, site({ enabledChannels: [] }), lead(), none)).code).toBe(
      'NO_CHANNELS_CONFIGURED',
    );
  });

  test.each([
    ['has nothing', site(), lead({ email: null, phone: null }), [] as never[]],
    ['has the wrong thing', site({ enabledChannels: ['email'] }), lead({ email: null }), [] as never[]],
    ['has left all of them', site(), lead(), ['email', 'whatsapp'] as const],
  ])(
    'are NO_VALID_CHANNELS_FOR_LEAD for a lead that %s, and the details say why',
    (_why, on, of, optOuts) => {
      const error = refusalOf(() => planFollowUp(request, on, of, { ...none, optOuts }));
      expect(error.code).toBe('NO_VALID_CHANNELS_FOR_LEAD');
      expect(error.details).toMatchObject({ configured_channels: on.enabledChannels, opted_out: optOuts });
      expect(JSON.stringify(error.details)).not.toContain('jane');
    },
  );

  test('that a note in the name rules out are skipped, and the reason does not quote it', () => {
    const plan = planFollowUp(request, site(), lead(), { ...none, ruledOut: ['whatsapp'] });
    expect(plan.channels).toEqual(['email', 'notification', 'web']);
    expect(plan.skipped_channels).toEqual([
      {
        channel: 'whatsapp',
        reason: 'a note in the name, company or position of the lead says not to contact it',
      },
    ]);
  });

  test('come after the agent in the order of the checks', () => {
    const nothing = site({ agents: [], enabledChannels: [] });
    expect(refusalOf(() => planFollowUp(request, nothing, lead(), none)).code).toBe('AGENT_NOT_FOUND');
  });
});
