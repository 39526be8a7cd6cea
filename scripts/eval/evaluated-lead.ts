import type { Phase } from '../../src/contract/agents.ts';
import type { Channel } from '../../src/contract/channels.ts';
import type { Facts } from '../../src/contract/facts.ts';
import type { MeasuredMessage } from './measure-message.ts';
import type { RunCase } from './run-cases.ts';

/** The forms in which a message is measured, in the order in which they come to be. */
export const versions = ['draft', 'repaired draft', 'refined', 'repaired refined', 'published'] as const;
export type Version = (typeof versions)[number];

export type MeasuredByChannel = Partial<Record<Channel, MeasuredMessage>>;

/** One call to the model. */
export interface EvalCall {
  phase: Phase;
  step: string;
  model: string;
  /** Why it failed; null when it was answered. */
  errorCode: string | null;
  durationMs: number;
  inputTokens: number;
  outputTokens: number;
  /** In US dollars; null: not known. */
  costUsd: number | null;
}

/** Everything that is known about one lead of the run. */
export interface EvaluatedLead extends RunCase {
  /** Null when the request was refused. */
  facts: Facts | null;
  /** Of the sales phase. */
  strategy: string | null;
  /**
   * A repaired version holds all channels of its phase: those that went back to the model, and the others as they were.
   */
  measured: Record<Version, MeasuredByChannel>;
  calls: EvalCall[];
}
