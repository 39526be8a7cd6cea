import type { Agent } from './agents.ts';
import type { Channel } from './channels.ts';
import type { CommandError } from './errors.ts';
import type { FactCheck } from './fact-check.ts';
import type { Facts } from './facts.ts';
import type { CopywriterOutput, SalesOutput } from './messages.ts';

/** A site, and the budget of a day that its organisation has of its own; null: the operator's setting. */
export interface Payer {
  organisationId: string;
  siteId: string;
  dailyTokens: number | null;
  dailyUsd: number | null;
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
