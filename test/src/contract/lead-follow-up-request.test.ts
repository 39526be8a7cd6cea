import { describe, expect, test } from '@jest/globals';
import { AppError } from '../../../src/contract/errors.ts';
import { parseLeadFollowUpRequest } from '../../../src/contract/lead-follow-up-request.ts';

const siteId = 'a0000000-0000-4000-8000-000000000001';
const leadId = 'b0000000-0000-4000-8000-000000000001';
const other = 'c0000000-0000-4000-8000-000000000001';
const minimal = { siteId, leadId };

function refusalOf(body: unknown): { code: string; message: string } {
  try {
    parseLeadFollowUpRequest(body);
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('it was accepted');
}

describe('a request', () => {
  test.each<[string, string, unknown]>([
    ['userId', 'user_id', other],
    ['agentId', 'agent_id', other],
    ['visitorId', 'visitor_id', other],
    ['followUpType', 'follow_up_type', 'call'],
    ['leadStage', 'lead_stage', 'new'],
    ['previousInteractions', 'previous_interactions', [{ date: '2024-04-15', type: 'email', summary: 'x' }]],
    ['productInterest', 'product_interest', ['a', 'b']],
    ['followUpInterval', 'follow_up_interval', '3 days'],
    ['phoneNumber', 'phone_number', '+1234567890'],
    ['callbackUrl', 'callback_url', 'https://crm.example/hook'],
    ['leadData', 'lead_data', { name: 'Jane' }],
  ])('may spell %s as %s', (camel, snake, value) => {
    const fromCamel = parseLeadFollowUpRequest({ ...minimal, [camel]: value });
    const fromSnake = parseLeadFollowUpRequest({ site_id: siteId, lead_id: leadId, [snake]: value });
    expect(fromCamel).toEqual(fromSnake);
    expect(fromCamel.value[snake as 'user_id']).toEqual(value);
    expect(fromCamel.warnings).toEqual([]);
  });

  test('may spell the fields of leadData either way, and takes an interaction with summary or content', () => {
    const { value: request } = parseLeadFollowUpRequest({
      ...minimal,
      leadData: { painPoints: ['x'], budget_range: '$1' },
      previousInteractions: [
        { date: '2024-04-15', type: 'email', summary: 'short' },
        { date: '2024-04-16', type: 'call', content: 'long' },
      ],
    });
    expect(request.lead_data).toEqual({ pain_points: ['x'], budget_range: '$1' });
    expect(request.previous_interactions?.map(({ summary }) => summary)).toEqual(['short', 'long']);
  });

  test('may say the same thing in both spellings, and not two things', () => {
    expect(parseLeadFollowUpRequest({ ...minimal, site_id: siteId }).value.site_id).toBe(siteId);
    expect(refusalOf({ ...minimal, site_id: other })).toEqual({
      code: 'INVALID_REQUEST',
      message: 'siteId is given as siteId and as site_id with different values',
    });
  });

  test('names unknown parameters in its warnings and ignores them', () => {
    const { warnings } = parseLeadFollowUpRequest({ ...minimal, colour: 1, leadData: { shoeSize: 9 } });
    expect(warnings).toEqual([
      'unknown parameter ignored: colour',
      'unknown parameter ignored: lead_data.shoeSize',
    ]);
  });

  test('takes a UUID of any version and in any case', () => {
    const { value: request } = parseLeadFollowUpRequest({
      siteId: '01890A5D-AC96-774B-BCCE-B302099A8057',
      leadId,
    });
    expect(request.site_id).toBe('01890a5d-ac96-774b-bcce-b302099a8057');
  });
});

describe('a request is refused', () => {
  test.each<[string, unknown, string, string]>([
    ['no object', [], 'INVALID_REQUEST', 'the body must be a JSON object'],
    ['nothing', null, 'INVALID_REQUEST', 'the body must be a JSON object'],
    ['no siteId', {}, 'INVALID_REQUEST', 'siteId is required'],
    ['no leadId', { siteId }, 'INVALID_REQUEST', 'leadId is required'],
    [
      'a type before an id',
      { siteId: 'x', leadId, productInterest: 'y' },
      'INVALID_REQUEST',
      expect.stringMatching(/^productInterest: /) as never,
    ],
    [
      'a null',
      { ...minimal, leadStage: null },
      'INVALID_REQUEST',
      expect.stringMatching(/^leadStage: /) as never,
    ],
    [
      'a nested type',
      { ...minimal, leadData: { pain_points: [1] } },
      'INVALID_REQUEST',
      expect.stringMatching(/^leadData\.pain_points\.0: /) as never,
    ],
    [
      'an interaction that says nothing',
      { ...minimal, previousInteractions: [{ date: 'd', type: 't' }] },
      'INVALID_REQUEST',
      expect.stringMatching(/^previousInteractions\.0: needs a summary or a content/) as never,
    ],
    [
      'an interval that is no duration',
      { ...minimal, followUpInterval: 'tomorrow' },
      'INVALID_REQUEST',
      expect.stringMatching(/^followUpInterval: must be a duration/) as never,
    ],
    [
      'a phone_number that is no string',
      { ...minimal, phone_number: 123 },
      'INVALID_REQUEST',
      expect.stringMatching(/^phone_number: /) as never,
    ],
    [
      'a callback that is no URL',
      { ...minimal, callbackUrl: 'x' },
      'INVALID_REQUEST',
      expect.stringMatching(/^callbackUrl: /) as never,
    ],
    [
      'a siteId that is no UUID, first',
      { siteId: 'x', leadId: 'y' },
      'INVALID_INPUT',
      'siteId must be a UUID',
    ],
    [
      'a leadId that is no UUID',
      { siteId, leadId: 'y', agent_id: 'z' },
      'INVALID_INPUT',
      'leadId must be a UUID',
    ],
    [
      'an agent_id that is no UUID',
      { ...minimal, agent_id: 'z', phone_number: '' },
      'INVALID_INPUT',
      'agent_id must be a UUID',
    ],
    [
      'a blank phone_number',
      { ...minimal, phone_number: '  ' },
      'INVALID_PHONE_NUMBER',
      expect.any(String) as never,
    ],
    [
      'a phone_number with letters',
      { ...minimal, phone_number: '+1 CALL ME NOW' },
      'INVALID_PHONE_NUMBER',
      expect.any(String) as never,
    ],
    [
      'a phone_number of six digits',
      { ...minimal, phone_number: '123456' },
      'INVALID_PHONE_NUMBER',
      expect.any(String) as never,
    ],
    [
      'a phone_number of sixteen digits',
      { ...minimal, phone_number: '1234567890123456' },
      'INVALID_PHONE_NUMBER',
      expect.any(String) as never,
    ],
  ])('for %s', (_why, body, code, message) => {
    expect(refusalOf(body)).toEqual({ code, message });
  });
});
