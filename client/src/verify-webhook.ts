import { WebhookVerificationError as VerificationError, Webhook } from 'standardwebhooks';
import type { Enrollment, FailedEnrollment, FinishedEnrollment, StoppedEnrollment } from './enrollments.ts';
import type {
  CancelledFollowUp,
  CompletedCommand,
  CompletedFollowUp,
  FailedCommand,
  FailedFollowUp,
  ReviewedFollowUp,
} from './follow-up-types.ts';

interface EventOf<Type extends string, Data> {
  type: Type;
  /** When it happened, RFC 3339. */
  timestamp: string;
  /** What GET answers for it when the webhook is sent. */
  data: Data;
}

/** The body of a webhook. Narrows by `type`. */
export type WebhookEvent =
  | EventOf<'follow_up.completed', CompletedFollowUp>
  | EventOf<'follow_up.failed', FailedFollowUp>
  | EventOf<'follow_up.cancelled', CancelledFollowUp>
  | EventOf<'follow_up.review_requested' | 'follow_up.message_revised', ReviewedFollowUp>
  | EventOf<'command.completed', CompletedCommand>
  | EventOf<'command.failed', FailedCommand>
  | EventOf<'enrollment.started' | 'enrollment.step_completed', Enrollment>
  | EventOf<'enrollment.finished', FinishedEnrollment>
  | EventOf<'enrollment.stopped', StoppedEnrollment>
  | EventOf<'enrollment.failed', FailedEnrollment>
  /** Sent by the test of an endpoint alone. */
  | EventOf<'webhook.test', { endpoint_id: string }>;

/** Of fetch, of Node's `IncomingMessage`, or a plain object in any case. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Checks that a webhook comes from the service, as Standard Webhooks say, and is not older than five minutes.
 * @param payload the body as it came; parsed and written again it would not match
 * @param secret `whsec_…`, of the endpoint or of the organisation's callbacks
 * @throws WebhookVerificationError for a wrong signature, an old timestamp, missing headers
 */
export function verifyWebhook(payload: string, headers: WebhookHeaders, secret: string): WebhookEvent {
  return new Webhook(secret).verify(payload, plain(headers)) as WebhookEvent;
}

function plain(headers: WebhookHeaders): Record<string, string> {
  if (isOfFetch(headers)) return Object.fromEntries(headers);
  const entries = Object.entries(headers);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().join(' ')]])),
  );
}

/** Not asked by `instanceof`: frameworks bring classes of their own. */
function isOfFetch(headers: WebhookHeaders): headers is Headers {
  return typeof (headers as Headers).get === 'function';
}

// Declared here, because the types of standardwebhooks only compile in projects that have the types of Node.
export type WebhookVerificationError = Error;
export const WebhookVerificationError: new (message: string) => WebhookVerificationError = VerificationError;
