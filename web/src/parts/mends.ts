import type { ErrorCode } from '../../../src/contract/errors.ts';

/** What to do about each error that an answer or a follow-up can carry. */
export const mends: Readonly<Record<ErrorCode, string>> = {
  UNAUTHORIZED: 'Enter a key of the service that has not been revoked.',
  FORBIDDEN: 'Use a key that has the scope, or give this one the scope it lacks.',
  RATE_LIMITED: 'Wait as long as Retry-After says, then send it again.',
  INVALID_REQUEST: 'Correct the field that the message names.',
  INVALID_INPUT: 'Give that parameter a UUID, such as the picker fills in.',
  INVALID_PHONE_NUMBER: 'Give phone_number an optional + and 7 to 15 digits, or leave it out.',
  IDEMPOTENCY_KEY_REUSED: 'Send the body that the key was first used with, or take another Idempotency-Key.',
  SITE_NOT_FOUND: "Take the id of one of your organisation's sites.",
  LEAD_NOT_FOUND: 'Take a lead of this site, or send leadData: then the lead need not be stored.',
  AGENT_NOT_FOUND:
    'Leave agent_id out or name an active agent; the site needs an active Sales/CRM Specialist.',
  NO_CHANNELS_CONFIGURED: 'Set up email or WhatsApp on the site: PUT /api/sites/{id}/channels/{kind}.',
  NO_VALID_CHANNELS_FOR_LEAD:
    'Give the lead an email address or a phone number for one of the configured channels, here or in leadData.',
  SALES_COMMAND_FAILED:
    'Look at the sales command for the reason, mend it, and try again: nothing was written.',
  NO_CONTENT_GENERATED:
    'Try again, with more about the lead: nothing that was written passed the quality gate.',
  NO_VALID_CHANNELS: 'The lead has opted out meanwhile: there is nothing left to send.',
  COMMAND_CANCELLED: 'It was cancelled. Send the request again if it is wanted after all.',
  NOT_RETRYABLE: 'Only a failed follow-up can be tried again. Send the request anew.',
  NOT_FOUND: 'Check the address.',
  METHOD_NOT_ALLOWED: 'Use one of the methods that Allow names.',
  FOLLOW_UP_NOT_FOUND: 'Check the id, and that the key belongs to the same organisation.',
  COMMAND_NOT_FOUND: 'Check the id, and that the key belongs to the same organisation.',
  NOT_IN_REVIEW: 'Only a follow-up whose status is awaiting_review can be reviewed.',
  ALREADY_DECIDED: 'Nothing is left to decide: read the follow-up to see what was decided.',
  MESSAGE_REJECTED: 'Change the words that the violations name, or override rules about claims.',
  PRECONDITION_REQUIRED: 'Send the number of the revision that you changed in If-Match.',
  REVISION_OUTDATED: 'Read the newest revision, then decide again.',
  REVISION_IN_PROGRESS: 'Wait until the new revision is there.',
  REVIEW_STALE: 'Read what has changed. Write the message again, or approve with "stale": "accept".',
  REVIEW_REJECTED: 'A reviewer rejected the messages. Send the request again if they are wanted after all.',
  SEQUENCE_NOT_FOUND: 'Check the id, and that the key belongs to the same organisation.',
  ENROLLMENT_NOT_FOUND: 'Check the id, and that the key belongs to the same organisation.',
  LEAD_ALREADY_ENROLLED: 'Stop the enrollment that details name, or set "exclusive": false on the sequence.',
  ENROLLMENT_ENDED: 'Enroll the lead again: what has ended cannot go on.',
  REVIEW_EXPIRED: 'Nobody decided in time. Send the request again if the messages are still wanted.',
  SYSTEM_ERROR: 'Try again; if it stays, give the request id to the operator.',
};

/** What to do about a code, also about those that are no answer's of the service. */
export function mendOf(code: string): string | null {
  if (Object.hasOwn(mends, code)) return mends[code as ErrorCode];
  if (code === 'NO_ANSWER') return 'Check that the service is running and that this machine reaches it.';
  if (code === 'UNREADABLE_ANSWER') return 'Something between here and the service answered in its place.';
  return null;
}
