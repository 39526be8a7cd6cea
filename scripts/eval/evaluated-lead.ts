import type { Phase } from '../../src/contract/agents.ts';
import type { Channel } from '../../src/contract/channels.ts';
import type { Facts } from '../../src/contract/facts.ts';
import type { MeasuredMessage } from './measure-message.ts';
import type { RunCase } from './run-cases.ts';

/** The versions of a message that are measured, in the order in which they are created. */
export const versions = ['draft', 'repaired draft', 'refined', 'repaired refined', 'published'] as const;
export type Version = (typeof versions)[number];

export type MeasuredByChannel = Partial<Record<Channel, MeasuredMessage>>;

/** One call to the model. */
export interface EvalCall {
  phase: Phase;
  step: string;
  model: string;
  /** Why the call failed. Null if it succeeded. */
  errorCode: string | null;
  durationMs: number;
  inputTokens: number;
  outputTokens: number;
  /** In US dollars. Null if unknown. */
  costUsd: number | null;
}

/** All results for one lead of the run. */
export interface EvaluatedLead extends RunCase {
  /** Null if the request was refused. */
  facts: Facts | null;
  /** From the sales phase. */
  strategy: string | null;
  /** A repaired version includes all channels of its phase: the repaired ones, and the others unchanged. */
  measured: Record<Version, MeasuredByChannel>;
  calls: EvalCall[];
}
