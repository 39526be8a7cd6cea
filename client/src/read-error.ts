import { LeadFollowUpError } from './errors.ts';

interface ErrorAnswer {
  error: { code: string; message: string; details?: unknown; request_id?: string };
}

/** Makes an error of an answer that is none of success, with its body parsed where it is JSON. */
export function readError(body: unknown, { status, headers }: Response): LeadFollowUpError {
  const requestId = headers.get('x-request-id');
  if (!isErrorAnswer(body)) return unreadableAnswer(status, requestId);
  const { code, message, details, request_id } = body.error;
  return new LeadFollowUpError({ code, status, message, details, requestId: request_id ?? requestId });
}

/** What was read is nothing that the service sends; what it says is left out, it may be anything. */
export function unreadableAnswer(status: number, requestId: string | null = null): LeadFollowUpError {
  const message = `HTTP ${status} with a body that is not of lead-followup: check baseUrl and what stands before it`;
  return new LeadFollowUpError({ code: 'UNREADABLE_ANSWER', status, message, requestId });
}

function isErrorAnswer(body: unknown): body is ErrorAnswer {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false;
  const { error } = body;
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error))
    return false;
  return typeof error.code === 'string' && typeof error.message === 'string';
}
