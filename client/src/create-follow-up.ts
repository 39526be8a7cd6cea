import type { Connection, RequestOptions } from './connection.ts';
import type { AcceptedFollowUp, FollowUp, LeadFollowUpRequest } from './follow-up-types.ts';

export interface CreateOptions extends RequestOptions {
  /** 1 to 255 characters: the same request sent again with it within 24 hours makes nothing new. Default: a UUID. */
  idempotencyKey?: string;
}

/**
 * Has a follow-up written. With its key the request may be sent as often as it takes: it makes one follow-up.
 * @param waitSeconds asks the service to answer with the finished one, when that is done so soon
 * @returns where it is done, or the follow-up itself when it has ended already
 * @throws LeadFollowUpError, ConnectionError
 */
export async function createFollowUp(
  { api, call }: Connection,
  body: LeadFollowUpRequest,
  { idempotencyKey = crypto.randomUUID(), ...sendOptions }: CreateOptions = {},
  waitSeconds: number | null = null,
): Promise<AcceptedFollowUp | FollowUp> {
  const prefer = waitSeconds === null ? {} : { prefer: `wait=${waitSeconds}` };
  const params = { header: { 'idempotency-key': idempotencyKey, ...prefer } };
  const answer = await call(
    (options) => api.POST('/api/agents/sales/leadFollowUp', { params, body, ...options }),
    { repeatable: true, ...sendOptions, waitMs: (waitSeconds ?? 0) * 1_000 },
  );
  return answer.body.data as AcceptedFollowUp | FollowUp;
}
