import type { z } from 'zod';
import type { leadDataSchema } from '../../src/contract/lead-follow-up-request.ts';

/** Date, type and summary. */
export type EvalInteraction = readonly [date: string, type: string, summary: string];

/** A page that the lead viewed: path, title and time. */
export type EvalPageView = readonly [url: string, title: string, viewedAt: string];

/** A lead of the test set, in the form in which a CRM would send it. */
export interface EvalCase {
  /** Stable and unique, because reports are compared by name. */
  name: string;
  /** What a writer can get wrong in this case. */
  about: string;
  lead: z.input<typeof leadDataSchema>;
  stage?: string;
  type?: string;
  interval?: string;
  interests?: string[];
  /** Oldest first. */
  history?: readonly EvalInteraction[];
  pages?: readonly EvalPageView[];
}
