import { AppError } from '../../src/contract/errors.ts';
import { parseLeadEvent } from '../../src/contract/lead-event.ts';
import { pageQuerySchema } from '../../src/contract/page.ts';
import type { ParsedBody } from '../../src/contract/parse-body.ts';
import {
  type EnrollmentBody,
  enrollmentQuerySchema,
  parseBulkEnrollment,
  parseEnrollmentBody,
} from '../../src/contract/resources/enrollment.ts';
import { parseSequenceBody } from '../../src/contract/resources/sequence.ts';
import { changeEnrollment, type EnrollmentAction } from '../../src/sequences/change-enrollment.ts';
import { enroll } from '../../src/sequences/enroll.ts';
import { listEnrollments, readEnrollment } from '../../src/sequences/enrollments.ts';
import { recordLeadEvent } from '../../src/sequences/record-interaction.ts';
import { listSequences, readSequence, readStats, storeSequence } from '../../src/sequences/sequences.ts';
import type { ApiContext, ApiRequest, Handler } from '../handler.ts';
import { parseQuery, uuidParam } from '../parse-request.ts';
import { refusePrivateCallback } from '../refuse-private-callback.ts';
import { list, success } from '../respond.ts';

export const getSequences: Handler = async (request, { services }) => {
  const query = parseQuery(pageQuerySchema, request);
  return list(await listSequences(services, request.principal, uuidParam(request, 'id'), query));
};

export const getSequence: Handler = async (request, { services }) =>
  success(200, await readSequence(services, request.principal, ...idsOf(request)));

export const putSequence: Handler = async (request, { services }) => {
  const body = parseSequenceBody(request.body);
  const { created, view } = await storeSequence(services, request.principal, ...idsOf(request), body);
  return success(created ? 201 : 200, view);
};

export const getSequenceStats: Handler = async (request, { services }) =>
  success(200, await readStats(services, request.principal, uuidParam(request, 'id')));

export const postEnrollment: Handler = async (request, context) => {
  const { services } = context;
  const sequenceId = uuidParam(request, 'id');
  const body = await readEnrollmentBody(request.body, context);
  const { id, created } = await enroll(services, request.principal, sequenceId, body);
  const view = await readEnrollment(services, request.principal, id);
  return success(created ? 201 : 200, view, { location: `/api/enrollments/${id}` });
};

export const postEnrollments: Handler = async (request, context) => {
  const { services } = context;
  const sequenceId = uuidParam(request, 'id');
  const outcomes: object[] = [];
  for (const one of parseBulkEnrollment(request.body)) {
    try {
      const body = await readEnrollmentBody(one, context);
      const { id, created } = await enroll(services, request.principal, sequenceId, body);
      const data = await readEnrollment(services, request.principal, id);
      outcomes.push({ status: created ? 201 : 200, data });
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'SEQUENCE_NOT_FOUND') throw error;
      outcomes.push({ status: error.httpStatus, error: error.body });
    }
  }
  return success(200, outcomes);
};

export const getEnrollments: Handler = async (request, { services }) => {
  const { limit, cursor, ...filters } = parseQuery(enrollmentQuerySchema, request);
  return list(await listEnrollments(services, request.principal, filters, { limit, cursor }));
};

export const getEnrollment: Handler = async ({ principal, params }, { services }) =>
  success(200, await readEnrollment(services, principal, params['id'] ?? ''));

const change =
  (action: EnrollmentAction): Handler =>
  async ({ principal, params }, { services }) => {
    const id = params['id'] ?? '';
    await changeEnrollment(services, principal, id, action);
    return success(200, await readEnrollment(services, principal, id));
  };

export const postPause = change('pause');
export const postResume = change('resume');
export const postStop = change('stop');
export const postSkip = change('skip');

export const postLeadEvent: Handler = async ({ principal, body }, { services }) =>
  success(200, await recordLeadEvent(services, principal, parseLeadEvent(body)));

async function readEnrollmentBody(
  body: unknown,
  { services }: ApiContext,
): Promise<ParsedBody<EnrollmentBody>> {
  const policy = { allowPrivate: services.config.WEBHOOK_ALLOW_PRIVATE };
  const parsed = parseEnrollmentBody(body, policy);
  await refusePrivateCallback(parsed.value.callback_url, policy, 'callback_url');
  return parsed;
}

function idsOf(request: ApiRequest): [siteId: string, sequenceId: string] {
  return [uuidParam(request, 'id'), uuidParam(request, 'sequenceId')];
}
