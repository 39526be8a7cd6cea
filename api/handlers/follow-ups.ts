import type { ErrorBody } from '../../src/contract/errors.ts';
import { parseLeadFollowUpRequest } from '../../src/contract/lead-follow-up-request.ts';
import { followUpQuerySchema, waitQuerySchema } from '../../src/contract/operations/follow-ups.ts';
import { isTerminal, type Status } from '../../src/contract/status.ts';
import { acceptFollowUp } from '../../src/follow-ups/accept.ts';
import { cancelFollowUp } from '../../src/follow-ups/cancel.ts';
import { listFollowUps } from '../../src/follow-ups/list.ts';
import { presentAccepted, presentFollowUp, type StoredFollowUp } from '../../src/follow-ups/present.ts';
import { readFollowUp } from '../../src/follow-ups/read.ts';
import { retryFollowUp } from '../../src/follow-ups/retry.ts';
import { streamEvents } from '../../src/follow-ups/stream-events.ts';
import { untilEnded } from '../../src/follow-ups/wait.ts';
import { eventStream } from '../event-stream.ts';
import type { ApiAnswer, ApiContext, ApiRequest, Handler } from '../handler.ts';
import { parseQuery } from '../parse-request.ts';
import { readIdempotencyKey, readWaitPreference } from '../preferences.ts';
import { list, success, thrownFrom } from '../respond.ts';

/** When a client that polls should come back, in seconds. */
const retryAfter = { 'retry-after': '1' };

export const postLeadFollowUp: Handler = async (request, context) => {
  const parsed = parseLeadFollowUpRequest(request.body);
  const key = readIdempotencyKey(request);
  const { id, replayed } = await acceptFollowUp(context.services, request.principal, parsed, key);
  return answerWork(request, context, id, replayed ? { 'idempotency-replayed': 'true' } : {});
};

export const postRetry: Handler = async (request, context) => {
  const id = await retryFollowUp(context.services, request.principal, request.params['id'] ?? '');
  return answerWork(request, context, id);
};

export const getFollowUp: Handler = async (request, context) => {
  const { followUp, waited } = await readWhenAskedFor(request, context, request.params['id'] ?? '');
  if (!hasEnded(followUp)) return success(200, presentFollowUp(followUp), { ...waited, ...retryAfter });
  return success(200, waited ? presentEnded(followUp) : presentFollowUp(followUp), waited ?? {});
};

export const getFollowUps: Handler = async (request, { services }) => {
  const { limit, cursor, ...filters } = parseQuery(followUpQuerySchema, request);
  return list(await listFollowUps(services.database, request.principal, filters, { limit, cursor }));
};

export const postCancel: Handler = async ({ principal, params }, { services }) => {
  const id = params['id'] ?? '';
  await cancelFollowUp(services, principal, id);
  return success(200, presentFollowUp(await readFollowUp(services.database, principal, id)));
};

export const getEvents: Handler = async ({ principal, params, headers, signal }, { services }) => {
  const { id } = await readFollowUp(services.database, principal, params['id'] ?? '');
  const lastEventId = [headers['last-event-id']].flat()[0] ?? null;
  return eventStream(streamEvents(services, id, lastEventId, signal));
};

/** The answer to who asked for work: where it is done, or what came of it when that was waited for or is known. */
async function answerWork(
  request: ApiRequest,
  context: ApiContext,
  id: string,
  headers: Record<string, string> = {},
): Promise<ApiAnswer> {
  const { followUp, waited } = await readWhenAskedFor(request, context, id);
  const all = { ...headers, ...waited };
  if (hasEnded(followUp))
    return success(200, waited ? presentEnded(followUp, all) : presentFollowUp(followUp), all);
  const accepted = presentAccepted(followUp);
  return success(202, accepted, { ...all, ...retryAfter, location: accepted.urls.self });
}

/** Reads a follow-up, at once or, when the caller prefers to wait, once it has ended. `waited` is null without a wait. */
async function readWhenAskedFor(request: ApiRequest, { services }: ApiContext, id: string) {
  parseQuery(waitQuerySchema, request);
  const followUp = await readFollowUp(services.database, request.principal, id);
  const wait = readWaitPreference(request, services.config.WAIT_MAX_S);
  if (!wait) return { followUp, waited: null };
  if (hasEnded(followUp)) return { followUp, waited: wait.headers };
  await untilEnded(services.followUpWatch, id, wait.waitMs, request.signal);
  return { followUp: await readFollowUp(services.database, request.principal, id), waited: wait.headers };
}

function hasEnded({ status }: StoredFollowUp): boolean {
  return isTerminal(status as Status);
}

/** What a caller gets who waited for the end: the finished follow-up, or the error that it ended with. */
function presentEnded(followUp: StoredFollowUp, headers: Record<string, string> = {}) {
  if (followUp.status === 'failed') throw thrownFrom(followUp.error as unknown as ErrorBody, headers);
  if (followUp.status === 'cancelled') {
    throw thrownFrom({ code: 'COMMAND_CANCELLED', message: 'the follow-up was cancelled' }, headers);
  }
  return presentFollowUp(followUp);
}
