import type { FollowUpView } from '../../../src/contract/follow-up-view.ts';
import type { Message } from '../../../src/contract/messages.ts';

/** What each preview shows. */
export interface PreviewProps {
  message: Message;
  lead: FollowUpView['lead'];
}
