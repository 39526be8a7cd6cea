import type { FollowUpView } from '../contract/follow-up-view.ts';
import { hasScope, type Principal } from '../contract/principal.ts';
import { presentFollowUp, type ShownFollowUp } from './present.ts';

/** Whether a key may see lead data. A key that can only create follow-ups sees lead data only as quoted in messages. */
export function canSeeLeads(principal: Principal): boolean {
  return hasScope(principal, 'follow_ups:read') || hasScope(principal, 'data:read');
}

/**
 * A follow-up as this key may see it.
 * @param asked whether the key asked for the follow-up to be written. Then it gets the messages, which may quote the lead
 */
export function presentTo(
  principal: Principal,
  followUp: ShownFollowUp,
  { asked }: { asked: boolean },
): FollowUpView {
  const view = presentFollowUp(followUp);
  if (canSeeLeads(principal)) return view;
  return asked ? withoutLead(view) : { ...withoutLead(view), messages: null, quality: {}, claims: {} };
}

/**
 * A follow-up as a webhook sends it. A callback URL comes from a key that may not see leads; endpoints are registered by
 * an admin, so they always get the lead.
 */
export function presentToReceiver(followUp: ShownFollowUp, isCallback: boolean): FollowUpView {
  const view = presentFollowUp(followUp);
  return isCallback && followUp.leadHidden ? withoutLead(view) : view;
}

function withoutLead(view: FollowUpView): FollowUpView {
  const claims = Object.entries(view.claims).map(([channel, own]) => [
    channel,
    own.map((claim) => ({ ...claim, value: null })),
  ]);
  return { ...view, lead: null, claims: Object.fromEntries(claims) };
}
