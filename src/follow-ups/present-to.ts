import type { FollowUpView } from '../contract/follow-up-view.ts';
import { hasScope, type Principal } from '../contract/principal.ts';
import { presentFollowUp, type ShownFollowUp } from './present.ts';

/** A key that can do no more than have follow-ups written learns nothing of stored leads but what messages say. */
export function canSeeLeads(principal: Principal): boolean {
  return hasScope(principal, 'follow_ups:read') || hasScope(principal, 'data:read');
}

/**
 * A follow-up as the answer to a key.
 * @param asked whether the key has asked for it to be written: then it gets the messages, though they may quote the lead
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

/** A follow-up as a webhook tells of it. Who gives a callback URL chooses who reads it, an admin whom endpoints tell. */
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
