import type { Agent } from './agents.ts';
import type { Channel } from './channels.ts';
import type { FactCheck } from './claims.ts';
import type { CommandError } from './errors.ts';
import type { Facts } from './facts.ts';
import type { CopywriterOutput, DraftMessage, SalesOutput, Verdicts } from './messages.ts';

/** The site that pays for calls, and its organisation's own daily budget. Null: the operator's setting applies. */
export interface Payer {
  organisationId: string;
  siteId: string;
  dailyTokens: number | null;
  dailyUsd: number | null;
}

/** The purpose of a model call. A command has at most one completed call per step. */
export interface CallStep {
  step: 'write' | 'repair' | 'verify';
  /** The channel that is written, or all of them. */
  channel: Channel | 'all';
  /** The number of repairs so far, including this one. 0 for the first draft and the first fact check. */
  round: number;
}

/** A call that an earlier attempt of the phase completed. */
export interface FinishedCall extends CallStep {
  model: string;
  output: unknown;
}

/** A call that was made, with any outcome. */
export interface MadeCall extends CallStep {
  model: string;
  outcome: 'completed' | 'failed';
  output: object | null;
  error: CommandError | null;
  inputTokens: number;
  /** The input tokens that were read from the provider's cache. */
  cachedInputTokens: number;
  outputTokens: number;
  /** Null if unknown. */
  costUsd: number | null;
  durationMs: number;
}

/**
 * The calls of a command. Each call is recorded before the next one is made, and the last one in the statement that ends
 * the phase, so a crash loses at most the calls in progress.
 */
export interface CallLog {
  find(step: CallStep): FinishedCall | null;
  /** Adds a call that was just made. */
  add(call: MadeCall): void;
  /** Sets the violations that the quality gate found in the messages of a call of this attempt. */
  setViolations(step: CallStep, violations: Verdicts): void;
  /** Records the calls that have failed or been checked, before the next call is made. */
  flush(): Promise<void>;
}

/** The input of a phase whose command one worker has claimed. */
export interface PhaseInput {
  followUpId: string;
  commandId: string;
  /** The fencing token of the claim: only the newest attempt can store anything. */
  attempt: number;
  /** Whether this is the last attempt. Then the best result so far is used. */
  lastAttempt: boolean;
  agent: Agent;
  channels: readonly Channel[];
  facts: Facts;
  /** How the messages are checked against the facts. `off` unless this is the last phase. */
  factCheck: FactCheck;
  /** Who pays for the calls. */
  payer: Payer;
  /** The output of the sales phase. Null in the sales phase itself. */
  sales: SalesOutput | null;
  /** The message under review that the command writes again. Null for a phase. */
  revision: MessageToRevise | null;
  calls: CallLog;
}

/** A message under review, and what a person wants to be different. */
export interface MessageToRevise {
  channel: Channel;
  current: DraftMessage;
  instructions: string | null;
}

/** The outcome of a phase. Unexpected errors are thrown. */
export type PhaseOutcome =
  | { kind: 'written'; result: PhaseResult }
  /** No message of the model may be published. */
  | { kind: 'rejected'; error: CommandError };

/** The result of a phase, to be stored on its command. Usage is recorded with the calls. */
export interface PhaseResult {
  output: SalesOutput | CopywriterOutput;
  model: string;
  promptVersion: string;
}
