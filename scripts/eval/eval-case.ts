import type { z } from 'zod';
import type { leadDataSchema } from '../../src/contract/lead-follow-up-request.ts';

/** Date, type and what happened. */
export type EvalInteraction = readonly [date: string, type: string, summary: string];

/** A page that the lead looked at: path, title and when. */
export type EvalPageView = readonly [url: string, title: string, viewedAt: string];

/** One lead to write to, as a CRM would send it. */
export interface EvalCase {
  /** Stable and unique: reports are compared by it. */
  name: string;
  /** What a writer can get wrong here. */
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
