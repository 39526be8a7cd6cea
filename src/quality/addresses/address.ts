import type { Span } from '../text/mask.ts';

/** Something in a text that leads elsewhere. */
export interface Address extends Span {
  /** The form in which it is compared; null: not one that could be known. */
  key: string | null;
}
