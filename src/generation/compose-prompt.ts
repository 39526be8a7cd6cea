import type { Agent } from '../contract/agents.ts';
import type { Facts } from '../contract/facts.ts';
import { withAgentInstructions } from './agent-instructions.ts';
import { dataBlock } from './data-block.ts';
import { factsBlock } from './facts-block.ts';
import { sharedRules } from './prompts/shared-rules.ts';
import { writingBlock } from './writing-block.ts';

/** What a model is sent, beside its name. */
export interface PromptTexts {
  system: string;
  user: string;
}

export interface PromptParts {
  /** Without the texts that give instructions to a model. */
  facts: Facts;
  agent: Agent;
  now: Date;
  /** What the agent has to do. */
  task: string;
  /** What the sales phase wrote; undefined for the sales phase itself. */
  draft?: object;
}

/**
 * The prompt of a phase. What changes least comes first, because providers cache the beginning that requests share: the
 * rules are the same for all, the site for its leads, the lead for both phases. What changes with each call comes last:
 * the time, the draft and the task.
 */
export function composePrompt({ facts, agent, now, task, draft }: PromptParts): PromptTexts {
  return {
    system: sharedRules,
    user: [
      factsBlock(facts),
      writingBlock(facts, agent, now),
      ...(draft ? [dataBlock('draft', draft)] : []),
      withAgentInstructions(task, agent),
    ].join('\n\n'),
  };
}
