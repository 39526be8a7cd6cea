import type { FollowUpView } from '../../../src/contract/follow-up-view.ts';

export type ShownLead = Pick<NonNullable<FollowUpView['lead']>, 'name' | 'company' | 'email' | 'sites'>;

const hidden: ShownLead = {
  name: 'A lead hidden from this key',
  company: null,
  email: null,
  sites: { name: 'Hidden from this key', url: null },
};

/** The lead of a follow-up, or what stands in its place when the key may not see it. */
export function leadOf({ lead }: Pick<FollowUpView, 'lead'>): ShownLead {
  return lead ?? hidden;
}
