import {
  type AttemptReport,
  createClient,
  type Enrollment,
  type FollowUp,
  LeadFollowUpError,
  type WebhookEvent,
} from '@lead-followup/client';

// Compiled, never run: each line below @ts-expect-error must be an error, and every other line must be none.

export function titleOf(followUp: FollowUp): string | undefined {
  // @ts-expect-error without a look at the status there may be no messages
  followUp.messages.email;
  if (followUp.status === 'completed') {
    // @ts-expect-error one that is completed has no error
    followUp.error.code;
    return followUp.messages.email?.title;
  }
  if (followUp.status === 'failed') {
    // @ts-expect-error one that failed has no messages
    followUp.messages.email;
    return followUp.error.code;
  }
  // @ts-expect-error a status that there is not
  if (followUp.status === 'finished') return undefined;
  return followUp.status === 'cancelled' ? followUp.finished_at : followUp.urls.self;
}

export function reasonOf(enrollment: Enrollment): string {
  // @ts-expect-error without a look at the status there may be no reason
  enrollment.stopped_by.reason;
  switch (enrollment.status) {
    case 'stopped':
      return enrollment.stopped_by.reason;
    case 'failed':
      return enrollment.error.code;
    default:
      return enrollment.waiting_for?.reason ?? '';
  }
}

export function read(event: WebhookEvent): string {
  // @ts-expect-error not each event has a status
  event.data.status;
  switch (event.type) {
    case 'follow_up.completed':
      return event.data.messages.email?.message ?? '';
    case 'follow_up.failed':
      return event.data.error.code;
    case 'follow_up.cancelled':
      return event.data.id;
    case 'follow_up.review_requested':
    case 'follow_up.message_revised':
      // @ts-expect-error a key that cannot see leads gets no texts
      event.data.review.messages.email;
      return event.data.review.status;
    case 'enrollment.started':
    case 'enrollment.step_completed':
      return reasonOf(event.data);
    case 'enrollment.finished':
      return event.data.finished_at;
    case 'enrollment.stopped':
      return event.data.stopped_by.reason;
    case 'enrollment.failed':
      return event.data.error.code;
    case 'command.completed':
      // @ts-expect-error a command has no messages
      event.data.messages;
      return event.data.follow_up_id;
    case 'command.failed':
      return event.data.error.message;
    case 'webhook.test':
      return event.data.endpoint_id;
    default: {
      const nothing: never = event;
      return nothing;
    }
  }
}

export async function use(): Promise<string | undefined> {
  const client = createClient({
    baseUrl: 'http://127.0.0.1:3000',
    apiKey: 'lf_x',
    timeoutMs: 1_000,
    onAttempt: ({ path, status }: AttemptReport) => [path, status],
  });
  try {
    const { messages } = await client.createAndWait({ siteId: 'x', leadId: 'y' }, { timeoutMs: 60_000 });
    await client.getCommand('cmd_x', { timeoutMs: 1_000 });
    const site = await client.request('get', '/api/sites/{id}', {
      params: { path: { id: 'x' } },
      timeoutMs: 1_000,
    });
    // @ts-expect-error the answer is typed by its path
    site.data.nothing;
    // @ts-expect-error a path that there is not
    await client.request('get', '/api/nothing');
    for await (const summary of client.listFollowUps({ status: 'failed' })) {
      if (summary.status === 'failed') return summary.error.code;
    }
    for await (const { id, review } of client.reviews.listPending({ site_id: 'x' })) {
      // @ts-expect-error a change says which revision it is of
      await client.reviews.revise(id, 'email', { title: 'x' });
      // @ts-expect-error a channel that there is not
      await client.reviews.listRevisions(id, 'fax');
      const { messages: approved } = await client.reviews.approve(id, { revisions: review.revisions });
      if (approved.email) return approved.email.title;
    }
    for (const outcome of await client.sequences.enrollMany('x', [{ lead_id: 'y' }])) {
      if ('error' in outcome) return outcome.error.code;
    }
    return messages.email?.title;
  } catch (error) {
    if (!(error instanceof LeadFollowUpError)) throw error;
    // A code of this version, and one of a version to come.
    const known: typeof error.code = 'SITE_NOT_FOUND';
    const later: typeof error.code = 'A_CODE_TO_COME';
    return error.code === known ? known : later;
  }
}
