import { expect, test } from '@jest/globals';
import { documentedExample } from '../../src/contract/documented-example.ts';
import { httpStatusByCode } from '../../src/contract/errors.ts';
import { publishedRequestSchema } from '../../src/contract/lead-follow-up-request.ts';
import { mendOf } from '../../web/src/parts/mends.ts';
import { buildRequest } from '../../web/src/tester/build-request.ts';
import { emptyForm, formOf } from '../../web/src/tester/form-values.ts';
import { parameters } from '../../web/src/tester/parameters.ts';
import { errorPresets } from '../../web/src/tester/presets.ts';

test('the form has every parameter of the contract, and marks those that are required', () => {
  const { shape } = publishedRequestSchema;
  expect(parameters.map(({ name }) => name).sort()).toEqual(Object.keys(shape).sort());
  const required = Object.entries(shape).filter(([, field]) => !field.safeParse(undefined).success);
  expect(parameters.filter((parameter) => parameter.required).map(({ name }) => name)).toEqual(
    required.map(([name]) => name),
  );
});

test('each parameter of the form is one that the contract takes in that type', () => {
  const values: Record<string, unknown> = {
    UUID: 'a0000000-0000-4000-8000-000000000001',
    string: 'text',
    duration: '3 days',
    'phone number': '+1234567890',
    URL: 'https://example.com',
    'list of strings': ['one'],
    'JSON array': [],
    'JSON object': {},
  };
  const body = Object.fromEntries(parameters.map(({ name, type }) => [name, values[type]]));
  expect(publishedRequestSchema.safeParse(body).error).toBeUndefined();
});

test('the form of a body makes that body again', () => {
  expect(buildRequest(formOf(documentedExample)).body).toEqual(documentedExample);
});

test('empty fields are left out, and a missing required one is hinted at', () => {
  const { body, hints, faults } = buildRequest({ ...emptyForm, parameters: { leadStage: '  ' } });
  expect(body).toEqual({});
  expect(faults).toEqual({});
  expect(Object.keys(hints)).toEqual(['siteId', 'leadId']);
});

test('what is no JSON keeps the request from being made, and the fault says where it is', () => {
  const previousInteractions = '[\n  {"date": "2024-04-15",}\n]';
  const { faults, body } = buildRequest({ ...emptyForm, parameters: { previousInteractions } });
  expect(faults).toEqual({ previousInteractions: 'Line 2, column 25: property name expected' });
  expect(body).toEqual({});
});

test('JSON of a wrong type, and an id that is no UUID, can be sent, with a hint', () => {
  const { faults, hints } = buildRequest({
    ...emptyForm,
    parameters: { siteId: 'acme', leadData: '[]', previousInteractions: 'null' },
  });
  expect(faults).toEqual({});
  expect(Object.keys(hints)).toEqual(expect.arrayContaining(['siteId', 'leadData', 'previousInteractions']));
});

test('headers that would need quoting are refused', () => {
  expect(buildRequest({ ...emptyForm, idempotencyKey: "it's" }).faults).toHaveProperty('idempotencyKey');
  expect(buildRequest({ ...emptyForm, wait: 'long' }).faults).toHaveProperty('wait');
  expect(buildRequest({ ...emptyForm, idempotencyKey: 'a.b:c-1', wait: '30' }).headers).toEqual({
    'idempotency-key': 'a.b:c-1',
    prefer: 'wait=30',
  });
});

test('every error that a request provokes by itself has a preset, and every code says what to mend', () => {
  // These come of the service's own state, of time, or of another request.
  const notByOneRequest = [
    'METHOD_NOT_ALLOWED',
    'RATE_LIMITED',
    'SALES_COMMAND_FAILED',
    'NO_CONTENT_GENERATED',
    'NO_VALID_CHANNELS',
    'COMMAND_CANCELLED',
    'NOT_RETRYABLE',
    'NOT_FOUND',
    'FOLLOW_UP_NOT_FOUND',
    'COMMAND_NOT_FOUND',
    'NOT_IN_REVIEW',
    'ALREADY_DECIDED',
    'MESSAGE_REJECTED',
    'PRECONDITION_REQUIRED',
    'REVISION_OUTDATED',
    'REVISION_IN_PROGRESS',
    'REVIEW_STALE',
    'REVIEW_REJECTED',
    'REVIEW_EXPIRED',
    'SEQUENCE_NOT_FOUND',
    'ENROLLMENT_NOT_FOUND',
    'LEAD_ALREADY_ENROLLED',
    'ENROLLMENT_ENDED',
    'SYSTEM_ERROR',
  ];
  const codes = Object.keys(httpStatusByCode);
  expect([...new Set(errorPresets.map(({ code }) => code as string)), ...notByOneRequest].sort()).toEqual(
    [...codes].sort(),
  );
  expect(codes.filter((code) => !mendOf(code))).toEqual([]);
});
