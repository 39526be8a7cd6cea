import type { Agent } from './agents.ts';
import type { Channel } from './channels.ts';
import type { Facts } from './facts.ts';
import type { CopywriterOutput, SalesOutput } from './messages.ts';

/** A command that one worker holds: what its phase has to work with. */
export interface PhaseInput {
  commandId: string;
  /** Fences the claim: only the newest may store anything. */
  attempt: number;
  agent: Agent;
  channels: readonly Channel[];
  facts: Facts;
  /** What the sales phase wrote; null while that is the phase. */
  sales: SalesOutput | null;
}

/** What a phase gives back to be stored on its command. */
export interface PhaseResult {
  output: SalesOutput | CopywriterOutput;
  model: string;
  promptVersion: string;
  inputTokens: number;
  outputTokens: number;
}
