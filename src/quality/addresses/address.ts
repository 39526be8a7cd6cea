import type { Span } from '../text/mask.ts';

/** A part of a text that points to another place: a web address, an e-mail address or a phone number. */
export interface Address extends Span {
  /** The form in which it is compared. Null if it cannot be matched against the facts. */
  key: string | null;
}
