import type { Agent } from './agents.ts';
import type { Channel } from './channels.ts';
import type { FactCheck } from './claims.ts';
import type { CommandError } from './errors.ts';
import type { Facts } from './facts.ts';
import type { CopywriterOutput, SalesOutput, Verdicts } from './messages.ts';

/** A site, and the budget of a day that its organisation has of its own; null: the operator's setting. */
export interface Payer {
  organisationId: string;
  siteId: string;
  dailyTokens: number | null;
  dailyUsd: number | null;
}

/** What a call to the model is for; a command makes one finished call for each. */
export interface CallStep {
  step: 'write' | 'repair' | 'verify';
  /** Which channel alone is written, or all of them. */
  channel: Channel | 'all';
  /** How many repairs came before, a repair itself counted; 0 writes, and verifies the first time. */
  round: number;
}

/** A call that an earlier attempt of the phase has finished. */
export interface FinishedCall extends CallStep {
  model: string;
  output: unknown;
}

/** A call that was made, whatever came of it. */
export interface MadeCall extends CallStep {
  model: string;
  outcome: 'completed' | 'failed';
  output: object | null;
  error: CommandError | null;
  inputTokens: number;
  /** Of the input tokens: read from the provider's cache. */
  cachedInputTokens: number;
  outputTokens: number;
  /** Null when it is not known. */
  costUsd: number | null;
  durationMs: number;
}

/**
 * The calls of a command. One is recorded before the next one is made, and the last one in the statement that ends the
 * phase: a crash costs at most the calls that are in progress.
 */
export interface CallLog {
  find(step: CallStep): FinishedCall | null;
  /** Takes a call that was just made. */
  add(call: MadeCall): void;
  /** Notes what the quality gate found in what a call of this attempt has written. */
  setViolations(step: CallStep, violations: Verdicts): void;
  /** Records the calls that have failed or were checked, before another one is made. */
  flush(): Promise<void>;
}

/** A command that one worker holds: what its phase has to work with. */
export interface PhaseInput {
  commandId: string;
  /** Fences the claim: only the newest may store anything. */
  attempt: number;
  /** No attempt comes after this one: what there is counts. */
  lastAttempt: boolean;
  agent: Agent;
  channels: readonly Channel[];
  facts: Facts;
  /** How what it writes is checked against the facts: `off` for a phase that another one follows. */
  factCheck: FactCheck;
  /** Whose budget its calls are paid from. */
  payer: Payer;
  /** What the sales phase wrote; null while that is the phase. */
  sales: SalesOutput | null;
  calls: CallLog;
}

/** What came of a phase that could be worked on; whatever else happens is thrown. */
export type PhaseOutcome =
  | { kind: 'written'; result: PhaseResult }
  /** Nothing that the model wrote may be shown to anyone. */
  | { kind: 'rejected'; error: CommandError };

/** What a phase gives back to be stored on its command; what its calls used up stands there already. */
export interface PhaseResult {
  output: SalesOutput | CopywriterOutput;
  model: string;
  promptVersion: string;
}
