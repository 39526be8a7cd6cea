import type { FollowUpView } from '../contract/follow-up-view.ts';
import { hasScope, type Principal } from '../contract/principal.ts';
import type { FollowUpRow } from '../platform/pipeline-sql/read-follow-ups.ts';
import { presentFollowUp } from './present.ts';

/** Whether a key may see lead data. A key that can only create follow-ups sees lead data only as quoted in messages. */
export function canSeeLeads(principal: Principal): boolean {
  const scopes = ['follow_ups:read', 'follow_ups:review', 'data:read'] as const;
  return scopes.some((scope) => hasScope(principal, scope));
}

/**
 * A follow-up as this key may see it.
 * @param asked whether the key asked for the follow-up to be written. Then it gets the messages, which may quote the lead
 */
export function presentTo(
  principal: Principal,
  followUp: FollowUpRow,
  { asked }: { asked: boolean },
): FollowUpView {
  const view = presentFollowUp(followUp);
  if (canSeeLeads(principal)) return view;
  return asked
    ? withoutLead(view)
    : { ...withoutLead(view), messages: null, quality: {}, claims: {}, review: withoutTexts(view.review) };
}

/**
 * A follow-up as a webhook sends it. A callback URL comes from a key that may not see leads; endpoints are registered by
 * an admin, so they always get the lead.
 */
export function presentToReceiver(followUp: FollowUpRow, isCallback: boolean): FollowUpView {
  const view = presentFollowUp(followUp);
  return isCallback && followUp.leadHidden ? withoutLead(view) : view;
}

function withoutTexts(review: FollowUpView['review']): FollowUpView['review'] {
  return review && { ...review, messages: null };
}

function withoutLead(view: FollowUpView): FollowUpView {
  const claims = Object.entries(view.claims).map(([channel, own]) => [
    channel,
    own.map((claim) => ({ ...claim, value: null })),
  ]);
  return { ...view, lead: null, claims: Object.fromEntries(claims) };
}
