import type { Agent } from '../contract/agents.ts';
import type { Facts } from '../contract/facts.ts';
import { withAgentInstructions } from './agent-instructions.ts';
import { dataBlock } from './data-block.ts';
import { factsBlock } from './facts-block.ts';
import { sharedRules } from './prompts/shared-rules.ts';
import { withSequence } from './sequence-task.ts';
import { writingBlock } from './writing-block.ts';

/** The texts that a model receives. */
export interface PromptTexts {
  system: string;
  user: string;
}

export interface PromptParts {
  /** Without the texts that are quarantined as instructions to a model. */
  facts: Facts;
  agent: Agent;
  now: Date;
  /** The task of the agent. */
  task: string;
  /** The output of the sales phase. Undefined in the sales phase itself. */
  draft?: object;
}

/**
 * The prompt of a phase. Providers cache the beginning that requests share, so stable parts come first: the rules are
 * the same for all, the site for all its leads, and the lead for both phases. The parts that change with each call
 * come last: the time, the draft and the task.
 */
export function composePrompt({ facts, agent, now, task, draft }: PromptParts): PromptTexts {
  return {
    system: sharedRules,
    user: [
      factsBlock(facts),
      writingBlock(facts, agent, now),
      ...(draft ? [dataBlock('draft', draft)] : []),
      withAgentInstructions(withSequence(task, facts, draft === undefined), agent),
    ].join('\n\n'),
  };
}
