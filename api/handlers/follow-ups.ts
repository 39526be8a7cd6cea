import { AppError, type ErrorBody, retryAfter } from '../../src/contract/errors.ts';
import type { AcceptedFollowUp } from '../../src/contract/follow-up-view.ts';
import {
  checkLeadFollowUpRequest,
  readLeadFollowUpRequest,
} from '../../src/contract/lead-follow-up-request.ts';
import { followUpQuerySchema } from '../../src/contract/operations/follow-ups.ts';
import { type FollowUpStatus, isInProgress, isTerminal } from '../../src/contract/status.ts';
import { acceptFollowUp } from '../../src/follow-ups/accept.ts';
import { cancelFollowUp } from '../../src/follow-ups/cancel.ts';
import { listFollowUps, listWholeFollowUps } from '../../src/follow-ups/list.ts';
import { presentAccepted, presentStored } from '../../src/follow-ups/present.ts';
import { presentTo } from '../../src/follow-ups/present-to.ts';
import { readFollowUp } from '../../src/follow-ups/read.ts';
import { retryFollowUp } from '../../src/follow-ups/retry.ts';
import type { StoredNow } from '../../src/follow-ups/store-follow-up.ts';
import { findStart, streamEvents } from '../../src/follow-ups/stream-events.ts';
import { untilEnded } from '../../src/follow-ups/wait.ts';
import type { FollowUpRow } from '../../src/platform/pipeline-sql/read-follow-ups.ts';
import { eventStream } from '../event-stream.ts';
import type { ApiAnswer, ApiContext, ApiRequest, Handler } from '../handler.ts';
import { parseQuery } from '../parse-request.ts';
import { readIdempotencyKey, readWaitPreference, type WaitPreference } from '../preferences.ts';
import { refusePrivateCallback } from '../refuse-private-callback.ts';
import { list, success, thrownFrom } from '../respond.ts';
import { streamWithKey, untilKeyEnds } from '../until-key-ends.ts';

/** How soon a client that polls should ask again. */
const pollAgain = retryAfter(1_000);
/** The same while a person decides. */
const pollReview = retryAfter(60_000);

export const postLeadFollowUp: Handler = async (request, context) => {
  const policy = { allowPrivate: context.services.config.WEBHOOK_ALLOW_PRIVATE };
  const parsed = readLeadFollowUpRequest(request.body, policy);
  await refusePrivateCallback(parsed.value.callback_url, policy, 'callbackUrl');
  checkLeadFollowUpRequest(parsed.value);
  const key = readIdempotencyKey(request);
  const wait = readWait(request, context);
  const accepted = await acceptFollowUp(context.services, request.principal, parsed, key);
  return accepted.kind === 'stored'
    ? answerStored(request, context, accepted.followUp, wait)
    : answerReplayed(request, context, accepted.id, wait, { 'idempotency-replayed': 'true' });
};

export const postRetry: Handler = async (request, context) => {
  const wait = readWait(request, context);
  const stored = await retryFollowUp(context.services, request.principal, request.params['id'] ?? '');
  return answerStored(request, context, stored, wait);
};

export const getFollowUp: Handler = async (request, context) => {
  const wait = readWait(request, context);
  const followUp = await readWhenAskedFor(request, context, request.params['id'] ?? '', wait);
  if (wait) throwUnlessCompleted(followUp);
  const headers = { ...wait?.headers, ...(hasEnded(followUp) ? {} : pollOf(followUp)) };
  return success(200, presentTo(request.principal, followUp, { asked: false }), headers);
};

export const getFollowUps: Handler = async (request, { services }) => {
  const { limit, cursor, view, ...filters } = parseQuery(followUpQuerySchema, request);
  const { database } = services;
  const page = { limit, cursor };
  return view === 'full'
    ? list(await listWholeFollowUps(services, request.principal, filters, page))
    : list(await listFollowUps(database, request.principal, filters, page));
};

export const postCancel: Handler = async ({ principal, params }, { services }) => {
  const id = params['id'] ?? '';
  await cancelFollowUp(services, principal, id);
  const followUp = await readFollowUp(services, principal, id);
  return success(200, presentTo(principal, followUp, { asked: false }));
};

export const getEvents: Handler = async (request, { services }) => {
  const { principal, params, headers } = request;
  const { id } = await readFollowUp(services, principal, params['id'] ?? '');
  const lastEventId = [headers['last-event-id']].flat()[0] ?? null;
  const start = await findStart(services, id, lastEventId);
  // 204 tells an EventSource not to reconnect, which it otherwise does after every stream that ends.
  if (start === null) return { status: 204 };
  const key = untilKeyEnds(request, services);
  if (!key) throw tooManyStreams();
  return eventStream(streamWithKey(key, (signal) => streamEvents(services, id, start, signal)));
};

function tooManyStreams(): AppError {
  return new AppError(
    'RATE_LIMITED',
    'the organisation has too many event streams and waits open: close some, or use webhooks',
    { details: { reason: 'open_streams', limit: 'organisation' }, headers: retryAfter(5_000) },
  );
}

function readWait(request: ApiRequest, { services }: ApiContext): WaitPreference | null {
  return readWaitPreference(request, services.config.WAIT_MAX_S);
}

/** Responds for a follow-up that was just stored. It is only read again if the caller waits for its end. */
async function answerStored(
  request: ApiRequest,
  context: ApiContext,
  stored: StoredNow,
  wait: WaitPreference | null,
): Promise<ApiAnswer> {
  if (!wait) return answerAccepted(presentStored(stored));
  await waitForEnd(request, context, stored.id, wait);
  const followUp = await readFollowUp(context.services, request.principal, stored.id);
  return answerWith(request, followUp, wait);
}

/** Responds to a repeated request: the follow-up if it has ended or the caller waits, else where to read it. */
async function answerReplayed(
  request: ApiRequest,
  context: ApiContext,
  id: string,
  wait: WaitPreference | null,
  headers: Record<string, string>,
): Promise<ApiAnswer> {
  return answerWith(request, await readWhenAskedFor(request, context, id, wait), wait, headers);
}

function answerWith(
  request: ApiRequest,
  followUp: FollowUpRow,
  wait: WaitPreference | null,
  headers: Record<string, string> = {},
): ApiAnswer {
  const all = { ...headers, ...wait?.headers };
  if (!hasEnded(followUp)) return answerAccepted(presentAccepted(followUp), all);
  if (wait) throwUnlessCompleted(followUp, all);
  return success(200, presentTo(request.principal, followUp, { asked: true }), all);
}

function answerAccepted(accepted: AcceptedFollowUp, headers: Record<string, string> = {}): ApiAnswer {
  return success(202, accepted, { ...headers, ...pollOf(accepted), location: accepted.urls.self });
}

/** Reads a follow-up. If the caller wants to wait, waits until it has ended. */
async function readWhenAskedFor(
  request: ApiRequest,
  context: ApiContext,
  id: string,
  wait: WaitPreference | null,
): Promise<FollowUpRow> {
  const { services } = context;
  const followUp = await readFollowUp(services, request.principal, id);
  if (!wait || !isUnderWay(followUp)) return followUp;
  const hasWaited = await waitForEnd(request, context, id, wait);
  return hasWaited ? readFollowUp(services, request.principal, id) : followUp;
}

/**
 * Waits until a follow-up has ended, the caller's time is over or its key is no longer valid.
 * @returns false if the organisation has too many waits open. The response is then sent at once, and the caller can ask
 *   again.
 * @throws AppError UNAUTHORIZED if the key is no longer valid
 */
async function waitForEnd(
  request: ApiRequest,
  { services }: ApiContext,
  id: string,
  { waitMs }: WaitPreference,
): Promise<boolean> {
  const key = untilKeyEnds(request, services);
  if (!key) return false;
  await untilEnded(services.followUpWatch, id, waitMs, key.signal).finally(key.release);
  key.requireKey();
  return true;
}

function pollOf({ status }: { status: string }) {
  return status === 'awaiting_review' ? pollReview : pollAgain;
}

/** Whether waiting makes sense: a person may decide about a review much later. */
function isUnderWay({ status }: FollowUpRow): boolean {
  return isInProgress(status as FollowUpStatus);
}

function hasEnded({ status }: FollowUpRow): boolean {
  return isTerminal(status as FollowUpStatus);
}

/**
 * A caller that waited for the end gets the error that the follow-up ended with. The error contains the id of the
 * follow-up, so that the caller can read or retry it.
 */
function throwUnlessCompleted(followUp: FollowUpRow, headers: Record<string, string> = {}): void {
  if (!hasEnded(followUp) || followUp.status === 'completed') return;
  const cancelled: ErrorBody = { code: 'COMMAND_CANCELLED', message: 'the follow-up was cancelled' };
  const error = (followUp.error as ErrorBody | null) ?? cancelled;
  const details = { ...(error.details as object | undefined), follow_up_id: followUp.id };
  throw thrownFrom({ ...error, details }, { ...headers, location: presentAccepted(followUp).urls.self });
}
