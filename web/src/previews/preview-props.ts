import type { Message } from '../../../src/contract/messages.ts';
import type { ShownLead } from '../parts/lead-of.ts';

/** What each preview shows. */
export interface PreviewProps {
  message: Message;
  lead: ShownLead;
}
