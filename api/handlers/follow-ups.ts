import type { ErrorBody } from '../../src/contract/errors.ts';
import { parseLeadFollowUpRequest } from '../../src/contract/lead-follow-up-request.ts';
import { isTerminal, type Status } from '../../src/contract/status.ts';
import { acceptFollowUp } from '../../src/follow-ups/accept.ts';
import { presentAccepted, presentFollowUp, type StoredFollowUp } from '../../src/follow-ups/present.ts';
import { readFollowUp } from '../../src/follow-ups/read.ts';
import type { ApiContext, ApiRequest, Handler } from '../handler.ts';
import { readWaitPreference } from '../preferences.ts';
import { success, thrownFrom } from '../respond.ts';

/** When a client that polls should come back, in seconds. */
const retryAfter = { 'retry-after': '1' };

export const postLeadFollowUp: Handler = async (request, context) => {
  const parsed = parseLeadFollowUpRequest(request.body);
  const id = await acceptFollowUp(context.services, request.principal, parsed);
  const { followUp, headers } = await readWhenAskedFor(request, context, id);
  if (headers && isTerminal(followUp.status as Status)) return success(200, presentEnded(followUp), headers);
  const accepted = presentAccepted(followUp);
  return success(202, accepted, { ...headers, ...retryAfter, location: accepted.urls.self });
};

export const getFollowUp: Handler = async (request, context) => {
  const { followUp, headers } = await readWhenAskedFor(request, context, request.params['id'] ?? '');
  if (!isTerminal(followUp.status as Status))
    return success(200, presentFollowUp(followUp), { ...headers, ...retryAfter });
  return success(200, headers ? presentEnded(followUp) : presentFollowUp(followUp), headers ?? {});
};

/** Reads a follow-up, at once or, when the caller prefers to wait, once it has ended. `headers` is null without a wait. */
async function readWhenAskedFor(request: ApiRequest, { services, waiters }: ApiContext, id: string) {
  const followUp = await readFollowUp(services.database, request.principal, id);
  const wait = readWaitPreference(request, services.config.WAIT_MAX_S);
  if (!wait) return { followUp, headers: null };
  if (isTerminal(followUp.status as Status)) return { followUp, headers: wait.headers };
  await waiters.untilEnded(id, wait.waitMs, request.signal);
  return { followUp: await readFollowUp(services.database, request.principal, id), headers: wait.headers };
}

/** What a caller gets who waited for the end: the finished follow-up, or the error that it ended with. */
function presentEnded(followUp: StoredFollowUp) {
  if (followUp.status === 'failed') throw thrownFrom(followUp.error as unknown as ErrorBody);
  if (followUp.status === 'cancelled') {
    throw thrownFrom({ code: 'COMMAND_CANCELLED', message: 'the follow-up was cancelled' });
  }
  return presentFollowUp(followUp);
}
