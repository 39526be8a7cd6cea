import { type Channel, channelSchema } from '../../src/contract/channels.ts';
import {
  parseApproval,
  parseMessageEdit,
  parseRegeneration,
  parseRejection,
} from '../../src/contract/review-requests.ts';
import { presentTo } from '../../src/follow-ups/present-to.ts';
import { readFollowUp } from '../../src/follow-ups/read.ts';
import { approveFollowUp, rejectFollowUp } from '../../src/follow-ups/review/decide.ts';
import { editMessage } from '../../src/follow-ups/review/edit-message.ts';
import { noSuchMessage } from '../../src/follow-ups/review/lock-review.ts';
import { regenerateMessage } from '../../src/follow-ups/review/regenerate-message.ts';
import { listRevisions } from '../../src/follow-ups/review/revisions.ts';
import type { ApiAnswer, ApiContext, ApiRequest, Handler } from '../handler.ts';
import { list, success } from '../respond.ts';

export const patchMessage: Handler = async (request, { services }) => {
  const edit = parseMessageEdit(request.body);
  const expected = readIfMatch(request);
  const revision = await editMessage(services, request.principal, messageOf(request), edit, expected);
  return success(200, revision, { etag: `"${revision.revision}"` });
};

export const postRegenerate: Handler = async (request, { services }) => {
  const wish = parseRegeneration(request.body);
  const accepted = await regenerateMessage(services, request.principal, messageOf(request), wish);
  return success(202, accepted, { location: accepted.urls.self });
};

export const getRevisions: Handler = async (request, { services }) => {
  const { followUpId, channel } = messageOf(request);
  return list(await listRevisions(services, request.principal, followUpId, channel));
};

export const postApprove: Handler = async (request, context) => {
  const approval = parseApproval(request.body);
  await approveFollowUp(context.services, request.principal, idOf(request), approval);
  return answerFollowUp(request, context);
};

export const postReject: Handler = async (request, context) => {
  const rejection = parseRejection(request.body);
  await rejectFollowUp(context.services, request.principal, idOf(request), rejection);
  return answerFollowUp(request, context);
};

async function answerFollowUp(request: ApiRequest, { services }: ApiContext): Promise<ApiAnswer> {
  const { principal } = request;
  const followUp = await readFollowUp(services, principal, idOf(request));
  return success(200, presentTo(principal, followUp, { asked: false }));
}

function idOf({ params }: ApiRequest): string {
  return params['id'] ?? '';
}

/** @throws AppError NOT_FOUND for a channel that does not exist */
function messageOf(request: ApiRequest): { followUpId: string; channel: Channel } {
  const channel = channelSchema.safeParse(request.params['channel']);
  if (!channel.success) throw noSuchMessage();
  return { followUpId: idOf(request), channel: channel.data };
}

/**
 * The revisions in If-Match (RFC 9110): one or several quoted numbers, or `*`. A weak tag never matches.
 * @returns null without the header
 */
function readIfMatch({ headers }: ApiRequest): number[] | '*' | null {
  const text = [headers['if-match']].flat().join(',').trim();
  if (text === '') return null;
  if (text === '*') return '*';
  return text.split(',').flatMap((tag) => {
    const number = /^(?:"(\d{1,9})"|(\d{1,9}))$/.exec(tag.trim());
    return number ? [Number(number[1] ?? number[2])] : [];
  });
}
